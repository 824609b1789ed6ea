using System.Globalization;

namespace CreditShare.CommandLine.Output;

/// <summary>How far it is, on standard error: a bar that is drawn over on a terminal, a line now and then elsewhere, nothing where a program reads.</summary>
internal sealed class ProgressLine(string what, string unit, bool quiet) : IProgress<(long Done, long All)>, IDisposable
{
    private const int Width = 30;

    private static readonly bool OnTerminal = !Console.IsErrorRedirected;
    private static readonly TimeSpan Between = OnTerminal ? TimeSpan.FromMilliseconds(100) : TimeSpan.FromSeconds(5);

    private readonly Lock drawing = new();
    private long told = TimeProvider.System.GetTimestamp();
    private bool drawn;

    public void Report((long Done, long All) value)
    {
        if (quiet)
            return;
        lock (drawing)
        {
            if (TimeProvider.System.GetElapsedTime(told) < Between && !(OnTerminal && value.Done == value.All))
                return;
            told = TimeProvider.System.GetTimestamp();
            var share = value.All == 0 ? 1 : (double)value.Done / value.All;
            var filled = (int)(share * Width);
            var text = string.Create(CultureInfo.InvariantCulture, $"{what} [{new string('#', filled)}{new string('-', Width - filled)}] {100 * share,3:0} % {value.Done:N0}/{value.All:N0} {unit}");
            if (OnTerminal)
                Console.Error.Write($"\r{text}\e[K");
            else
                Console.Error.WriteLine(text);
            drawn = OnTerminal;
        }
    }

    public void Dispose()
    {
        if (drawn)
            Console.Error.WriteLine();
    }
}
