namespace CreditShare.Verifier.Sources;

/// <summary>A copy of a log's resources as files.</summary>
internal sealed class FolderLogSource(string folder) : ILogSource
{
    public async Task<byte[]?> ReadAsync(string resource, CancellationToken ct)
    {
        var file = Path.Combine(folder, resource);
        try
        {
            return File.Exists(file) ? await File.ReadAllBytesAsync(file, ct) : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new SourceUnreachableException(fault.Message, fault);
        }
    }

    public void Dispose()
    {
    }
}
