namespace CreditShare.CommandLine.Files;

/// <summary>A file of this machine is not what it must be: cannot be read, is of no known kind, has changed meanwhile. Its message is for the person who named it, and masked like a <see cref="ShownName"/>.</summary>
internal sealed class FileFault(string zh, string en, string code = "file") : Exception(ShownName.Of($"{zh} / {en}"))
{
    /// <summary>The kind of a file, by its name's ending, is none that is taken.</summary>
    public const string UnknownKind = "file-kind";

    public string Code { get; } = code;

    public string Zh { get; } = ShownName.Of(zh);

    public string En { get; } = ShownName.Of(en);

    /// <returns>The fault that an exception carries in itself; null if it carries none.</returns>
    public static FileFault? In(Exception? exception) => exception is null ? null : exception as FileFault ?? In(exception.InnerException);
}
