namespace CreditShare.Testing;

/// <summary>Where the repository lies.</summary>
public static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Seeds => Path.Combine(Root, "seeds");

    private static string Find(string? folder) =>
        folder is null ? throw new DirectoryNotFoundException("CreditShare.sln is in no folder above the tests.")
        : File.Exists(Path.Combine(folder, "CreditShare.sln")) ? folder
        : Find(Path.GetDirectoryName(folder));
}
