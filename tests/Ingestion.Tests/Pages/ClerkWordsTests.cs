using System.Text.Json;
using CreditShare.Domain.Records;
using CreditShare.Ingestion.Pages;
using CreditShare.Testing;

namespace CreditShare.Ingestion.Tests.Pages;

/// <summary>Changes and reasons in a reader's words.</summary>
public sealed class ClerkWordsTests
{
    [Fact]
    public void Every_change_has_a_word_of_its_own_which_is_not_its_code()
    {
        var changes = Enum.GetValues<ChangeKind>();
        Assert.Equal(changes.Length, changes.Select(ClerkWords.Of).Distinct().Count());
        Assert.All(changes, change => Assert.NotEqual(RecordWords.Word(change), ClerkWords.Of(change)));
    }

    [Fact]
    public void Every_reason_for_which_a_record_of_the_dirty_samples_is_refused_has_words_before_its_code()
    {
        var codes = Directory.EnumerateFiles(Path.Combine(Repository.Seeds, "samples/dirty"), "*.expected.json").SelectMany(Codes).Distinct().ToList();
        Assert.True(codes.Count > 20, string.Join(' ', codes));
        Assert.All(codes, code => Assert.Matches($"^.+[（(]{code}[）)]$", ClerkWords.Reason(code)));
        Assert.Equal("not-a-reason", ClerkWords.Reason("not-a-reason"));
    }

    /// <summary>A refused row's reasons stand as its line and then code@field.</summary>
    private static IEnumerable<string> Codes(string file)
    {
        using var expected = JsonDocument.Parse(File.ReadAllBytes(file));
        return expected.RootElement.TryGetProperty("reasons", out var reasons)
            ? [.. reasons.EnumerateArray().SelectMany(line => line.GetString()!.Split(' ').Where(word => word.Contains('@', StringComparison.Ordinal))).Select(word => word.Split('@')[0])]
            : [];
    }
}
