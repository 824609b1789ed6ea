using CreditShare.CommandLine.Files;

namespace CreditShare.CommandLine.Server;

/// <summary>The bearer token. A file is read again when the server refuses what it held, so that somebody may renew it there.</summary>
internal sealed class TokenSource
{
    private readonly string? file;
    private volatile string text;

    private TokenSource(string text, string? file) => (this.text, this.file) = (text, file);

    public string Text => text;

    public static TokenSource OfText(string text) => new(Checked(text), null);

    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TokenSource OfFile(string file) => new(Read(file), file);

    /// <returns>True if there is another token now than the one that was refused.</returns>
    public bool Renew(string refused)
    {
        if (file is null)
            return false;
        try
        {
            // Another call may have renewed it already.
            text = text == refused ? Read(file) : text;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FileFault)
        {
            // It may be about to be replaced; the refusal stands until then.
        }
        return text != refused;
    }

    private static string Read(string file) => Checked(File.ReadAllText(file));

    /// <summary>Whatever is no visible ASCII would break the header that it is put into.</summary>
    private static string Checked(string text) => text.Trim() is var bare && bare.All(sign => sign is > ' ' and <= '~') ? bare
        : throw new FileFault("令牌含有空格或其他字符，不是令牌。", "The token holds blanks or other signs; it is no token.");
}
