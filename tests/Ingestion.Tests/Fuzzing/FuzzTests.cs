using CreditShare.Fuzz;
using CreditShare.Testing;

namespace CreditShare.Ingestion.Tests.Fuzzing;

/// <summary>The first inputs of one seed, the same every time; the long run is <c>tests/Fuzz</c>' own.</summary>
public sealed class FuzzTests
{
    private const int Seed = 20261126;
    private const int Inputs = 2_000;

    [Fact]
    public async Task Broken_files_break_no_reader_and_nothing_wrong_is_taken()
    {
        using var folder = new TemporaryFolder();
        var campaign = new Campaign(Seed, folder.Path);
        while (campaign.Inputs < Inputs)
            await campaign.NextAsync();
        Assert.Empty(campaign.Findings.Select(found => $"input {found.Value.Place}: {found.Value.Finding.Told}"));
        // A fuzzer that reaches nothing finds nothing.
        Assert.True(campaign.Whole > Inputs / 10, $"{campaign.Whole} records without a fault");
        Assert.True(campaign.Outcomes.Count > 50, $"{campaign.Outcomes.Count} kinds of outcome");
    }

    [Fact]
    public void An_input_follows_from_its_seed_and_place()
    {
        var maker = new InputMaker(Corpus.Names.Select(Corpus.Load));
        for (var place = 0; place < 50; place++)
            Assert.Equal(maker.Make(Seed, place).Body, maker.Make(Seed, place).Body);
    }
}
