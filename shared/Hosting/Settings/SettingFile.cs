namespace CreditShare.Hosting.Settings;

/// <summary>Files that settings name.</summary>
public static class SettingFile
{
    /// <summary>What is wrong with such a file; null if nothing is.</summary>
    /// <param name="setting">The setting's whole name.</param>
    /// <param name="file">What it says.</param>
    /// <param name="holds">Whether the file's text is what the setting asks for.</param>
    /// <param name="what">That, as in "holds no password".</param>
    public static string? Fault(string setting, string file, Predicate<string> holds, string what)
    {
        if (!File.Exists(file))
            return $"{setting}: {file} does not exist.";
        try
        {
            return holds(File.ReadAllText(file)) ? null : $"{setting}: {file} holds no {what}.";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return $"{setting}: {file} cannot be read ({fault.Message}).";
        }
    }
}
