using System.Diagnostics;
using System.Globalization;

namespace CreditShare.Engines.Processes;

/// <summary>A process as a file can name it: by its id and when it began, for an id alone is given again to somebody else.</summary>
public static class NamedProcess
{
    /// <summary>The system reckons a start from its own, to within this.</summary>
    private static readonly TimeSpan Exactness = TimeSpan.FromSeconds(2);

    public static string NameOf(Process process) =>
        string.Create(CultureInfo.InvariantCulture, $"{process.Id} {new DateTimeOffset(process.StartTime.ToUniversalTime()).ToUnixTimeMilliseconds()}");

    /// <returns>The process of that name; null if it has ended, whoever has its id now, and for text that names none.</returns>
    public static Process? Find(string name)
    {
        var parts = name.Split(' ');
        if (parts.Length != 2 || !int.TryParse(parts[0], CultureInfo.InvariantCulture, out var id) || !long.TryParse(parts[1], CultureInfo.InvariantCulture, out var began))
            return null;
        try
        {
            var process = Process.GetProcessById(id);
            return (process.StartTime.ToUniversalTime() - DateTimeOffset.FromUnixTimeMilliseconds(began).UtcDateTime).Duration() <= Exactness ? process : null;
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
