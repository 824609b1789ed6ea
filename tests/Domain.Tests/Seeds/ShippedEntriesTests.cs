using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Law;
using CreditShare.Domain.Measures;
using CreditShare.Domain.Records;

namespace CreditShare.Domain.Tests.Seeds;

/// <summary>What holds between the files: legal staff replace them one by one, and a slip in one must not reach an answer.</summary>
public sealed class ShippedEntriesTests
{
    private static readonly string[] AgencyKinds =
    [
        "licensing", "procurement", "tendering", "market-regulation", "environment", "funds", "tourism", "quality", "food-drug", "tax",
        "human-resources", "emergency",
    ];

    private sealed record Entry(string Name, DateOnly From, DateOnly Until, IReadOnlyList<Basis> Basis, bool Verified);

    private static IEnumerable<Entry> Entries()
    {
        foreach (var edition in ShippedSeeds.Folder.Catalogue.All)
        {
            foreach (var item in edition.Items)
                yield return new($"{edition.Id} {item.Id}", edition.InForceFrom, edition.InForceUntil ?? DateOnly.MaxValue, item.Basis, item.Verified);
        }
        foreach (var edition in ShippedSeeds.Folder.Measures.All)
        {
            foreach (var measure in edition.Measures)
                yield return new($"{edition.Id} {measure.Id}", edition.InForceFrom, edition.InForceUntil ?? DateOnly.MaxValue, measure.Basis, measure.Verified);
        }
    }

    // Younger than the first edition, which reaches back to 2021 so that older decisions find one.
    [Fact]
    public void Every_basis_holds_through_its_edition_but_for_the_few_laws_younger_than_the_first()
    {
        var laws = ShippedSeeds.Folder.Laws;
        var late = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var entry in Entries())
        {
            Assert.NotEmpty(entry.Basis);
            foreach (var basis in entry.Basis)
            {
                Assert.True(laws.IsInForce(basis.Law, basis.Article, entry.Until), $"{entry.Name}: {basis.Law} {basis.Article} ends before the edition");
                if (!laws.IsInForce(basis.Law, basis.Article, entry.From))
                    late.Add($"{basis.Law} {basis.Article}".TrimEnd());
            }
        }
        Assert.Equal(["APL 48", "PERMIT 25", "PERMIT 40", "SAMR-44 2", "TOUR-ORDER", "WSL 78"], late);
    }

    [Fact]
    public void What_is_called_verified_rests_on_a_known_article_of_a_verified_law() =>
        Assert.All(Entries().Where(entry => entry.Verified), entry =>
            Assert.Contains(entry.Basis, basis => basis.Article is not null && ShippedSeeds.Folder.Laws.Find(basis.Law)!.Verified));

    [Fact]
    public void What_the_Code_changed_is_all_that_changed_between_the_editions()
    {
        var (before, after) = (ShippedSeeds.Folder.Catalogue.All[0], ShippedSeeds.Folder.Catalogue.All[1]);
        Assert.Equal(before.Items.Select(item => item.Id), after.Items.Select(item => item.Id));
        Assert.Equal(["ENV-01", "ENV-03", "ENV-04"], Changed(before.Items, after.Items, item => item.Id, item => item.Basis));

        var (old, young) = (ShippedSeeds.Folder.Measures.All[0], ShippedSeeds.Folder.Measures.All[1]);
        Assert.Equal(Enumerable.Range(1, 25).Select(n => $"M{n:00}"), old.Measures.Select(measure => measure.Id));
        Assert.Equal(old.Measures.Select(measure => measure.Id), young.Measures.Select(measure => measure.Id));
        Assert.Equal(["M17"], Changed(old.Measures, young.Measures, measure => measure.Id, measure => measure.Basis));

        static IEnumerable<string> Changed<T>(IReadOnlyList<T> one, IReadOnlyList<T> two, Func<T, string> id, Func<T, IReadOnlyList<Basis>> basis) =>
            one.Zip(two).Where(pair => !basis(pair.First).SequenceEqual(basis(pair.Second))).Select(pair => id(pair.First));
    }

    // A listing without a severity falls to the strictest unsaid; a default on any other item is never read and would mislead.
    [Fact]
    public void Lists_state_a_severity_and_other_items_leave_it_to_the_penalty() =>
        Assert.All(ShippedSeeds.Folder.Catalogue.All.SelectMany(edition => edition.Items), item =>
        {
            Assert.Equal(item.Kind == ItemKind.List, item.DefaultSeverity is not null);
            Assert.All(item.RecordKinds, kind => Assert.NotNull(RecordWords.Kind(kind)));
            Assert.Equal(5, item.RetentionYears);
        });

    [Fact]
    public void Triggers_and_charges_use_words_that_records_and_agencies_use()
    {
        foreach (var measure in ShippedSeeds.Folder.Measures.All.SelectMany(edition => edition.Measures))
        {
            Assert.NotEmpty(measure.ChargedKinds);
            Assert.All(measure.ChargedKinds, kind => Assert.Contains(kind, AgencyKinds));
            Assert.All(measure.Triggers.SelectMany(trigger => trigger.PenaltyKinds ?? []), kind => Assert.NotNull(RecordWords.Penalty(kind)));
            // A measure that nothing triggers says why.
            Assert.True(measure.Triggers.Count > 0 || measure.Note is not null, measure.Id);
        }
    }

    // 浙江省公共信用信息管理条例 binds Zhejiang's cities only.
    [Fact]
    public void A_measure_resting_on_a_provinces_own_law_is_published_in_that_province_alone() =>
        Assert.All(ShippedSeeds.Folder.Measures.All.SelectMany(edition => edition.Measures), measure =>
        {
            var everywhere = measure.Basis.Any(basis => ShippedSeeds.Folder.Laws.Find(basis.Law)!.Provinces.Count == 0);
            Assert.Equal(everywhere, measure.Provinces.Count == 0);
            Assert.Equal(!everywhere, measure.IsPublishedIn("330800") && !measure.IsPublishedIn("341000"));
        });

    [Fact]
    public void Agencies_belong_to_member_cities_and_state_known_purposes()
    {
        var seeds = ShippedSeeds.Folder;
        Assert.Equal(["330100", "330400", "330500", "330600", "330800", "341000"], seeds.CityCodes);
        Assert.All(seeds.Cities.Values, city => Assert.Equal(city.Code[..2], city.Province));
        Assert.All(seeds.Agencies.Values, agency =>
        {
            Assert.StartsWith(agency.City + "-", agency.Code, StringComparison.Ordinal);
            Assert.True(seeds.Cities.ContainsKey(agency.City), agency.Code);
            Assert.All(agency.Kinds, kind => Assert.Contains(kind, AgencyKinds));
            Assert.NotEmpty(agency.Purposes);
            Assert.All(agency.Purposes, purpose => Assert.True(seeds.Purposes.ContainsKey(purpose), $"{agency.Code}: {purpose}"));
        });
        Assert.Equal(seeds.CityCodes, seeds.Agencies.Values.Select(agency => agency.City).Distinct().Order(StringComparer.Ordinal));
    }
}
