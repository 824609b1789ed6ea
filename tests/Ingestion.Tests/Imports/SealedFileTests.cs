using CreditShare.Ingestion.Imports;

namespace CreditShare.Ingestion.Tests.Imports;

public sealed class SealedFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("sealed").FullName;

    public void Dispose()
    {
        Assert.Empty(Directory.GetFiles(folder));
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(2026)]
    public void What_is_written_and_read_anywhere_is_what_a_plain_file_would_hold(int seed)
    {
        var random = new Random(seed);
        using var file = SealedFile.Create(folder);
        using var plain = new MemoryStream();
        for (var step = 0; step < 400; step++)
        {
            var at = random.Next((int)plain.Length + 1);
            var bytes = new byte[random.Next(step % 50 == 0 ? 100_000 : 200)];
            (file.Position, plain.Position) = (at, at);
            if (random.Next(2) == 0)
            {
                random.NextBytes(bytes);
                file.Write(bytes);
                plain.Write(bytes);
            }
            else
            {
                var expected = new byte[bytes.Length];
                var read = plain.Read(expected);
                Assert.Equal(read, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
                Assert.Equal(expected, bytes);
            }
            Assert.Equal((plain.Length, plain.Position), (file.Length, file.Position));
        }
    }

    /// <summary>Linux shows an open file that has no name any more among the process's own.</summary>
    [Fact]
    public void On_the_disk_there_is_no_name_and_no_word_of_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads /proc.");
        using var file = SealedFile.Create(folder);
        var words = "张三110101199003070019"u8.ToArray();
        for (var i = 0; i < 1000; i++)
            file.Write(words);
        Assert.Empty(Directory.GetFiles(folder));
        var open = Assert.Single(Directory.GetFiles("/proc/self/fd"), name => new FileInfo(name).LinkTarget is { } target && target.StartsWith(folder, StringComparison.Ordinal));
        var bytes = File.ReadAllBytes(open);
        Assert.Equal(file.Length, bytes.Length);
        Assert.Equal(-1, bytes.AsSpan().IndexOf(words));
        // Noise: no block stands twice, though the text repeats itself.
        var blocks = bytes.Chunk(16).Where(block => block.Length == 16).Select(Convert.ToHexString).ToList();
        Assert.Equal(blocks.Count, blocks.Distinct().Count());
    }
}
