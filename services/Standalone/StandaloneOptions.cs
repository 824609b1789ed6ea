namespace CreditShare.Standalone;

/// <summary>Section <c>Standalone</c>: everything in one process.</summary>
internal sealed class StandaloneOptions
{
    /// <summary>Folder of everything that is kept: spools, store, keys. Relative to the content root; default <c>data</c>.</summary>
    public string DataFolder { get; init; } = "data";

    /// <summary>Whether the sample batches are pushed at start; pushing them again changes nothing. Development only.</summary>
    public bool Samples { get; init; } = true;
}
