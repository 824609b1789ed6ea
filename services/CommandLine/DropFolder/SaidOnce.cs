namespace CreditShare.CommandLine.DropFolder;

/// <summary>A trouble that lasts is said when it begins and when it is over, not every time it is met.</summary>
internal sealed class SaidOnce(TextWriter output)
{
    private readonly HashSet<string> said = new(StringComparer.Ordinal);

    /// <param name="trouble">What tells it from others.</param>
    /// <param name="text">What is said.</param>
    public void Say(string trouble, string text)
    {
        lock (said)
        {
            if (said.Add(trouble))
                output.WriteLine(text);
        }
    }

    /// <summary>Over, and nobody need be told.</summary>
    public void Forget(string trouble)
    {
        lock (said)
            said.Remove(trouble);
    }

    public void Over(string trouble, string text)
    {
        lock (said)
        {
            if (said.Remove(trouble))
                output.WriteLine(text);
        }
    }
}
