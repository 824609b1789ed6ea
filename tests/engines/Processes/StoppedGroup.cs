using System.Globalization;

namespace CreditShare.Engines.Processes;

/// <summary>
/// Whether a group of processes stands still. A stop signal is on its way when it is sent: on a busy machine a thread still does what it was at, which a test of a frozen
/// broker would see as an answer.
/// </summary>
internal static class StoppedGroup
{
    /// <param name="group">Id of the process group.</param>
    /// <returns>True if every thread of every process in it is stopped or dead.</returns>
    public static bool IsStill(int group) =>
        Directory.EnumerateDirectories("/proc").Where(process => char.IsAsciiDigit(Path.GetFileName(process)[0]))
            .Where(process => Stat(process) is [_, _, var id, ..] && id == group.ToString(CultureInfo.InvariantCulture))
            .SelectMany(process => Tasks(process)).All(task => Stat(task) is not [var state, ..] || state is "T" or "t" or "Z" or "X");

    private static string[] Tasks(string process)
    {
        try
        {
            return Directory.GetDirectories(Path.Combine(process, "task"));
        }
        catch (IOException)
        {
            return [];
        }
    }

    /// <summary>State, parent, group and so on, as they stand behind the name; empty if it has gone.</summary>
    private static string[] Stat(string folder)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(folder, "stat"));
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return [];
        }
    }
}
