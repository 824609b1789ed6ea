using System.Text;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Law;
using CreditShare.Domain.Measures;

namespace CreditShare.Domain.Tests.Seeds;

public sealed class ShippedSeedsTests
{
    [Fact]
    public void Every_basis_names_a_law_of_the_register_in_force_on_the_editions_first_day()
    {
        var seeds = ShippedSeeds.Folder;
        var faults = new List<string>();
        foreach (var edition in seeds.Catalogue.All)
            faults.AddRange(edition.Items.SelectMany(item => Faults($"{edition.Id} {item.Id}", item.Basis, Last(edition.InForceFrom, edition.InForceUntil))));
        foreach (var edition in seeds.Measures.All)
            faults.AddRange(edition.Measures.SelectMany(measure => Faults($"{edition.Id} {measure.Id}", measure.Basis, Last(edition.InForceFrom, edition.InForceUntil))));
        Assert.Empty(faults);

        IEnumerable<string> Faults(string what, IReadOnlyList<Basis> bases, DateOnly day) =>
            bases.Where(basis => !seeds.Laws.IsInForce(basis.Law, basis.Article, day)).Select(basis => $"{what}: {basis.Law} {basis.Article} on {day}");
    }

    /// <summary>The edition's last day, or its first if it has no end: bases of the first edition may be younger than 2021.</summary>
    private static DateOnly Last(DateOnly from, DateOnly? until) => until ?? from;

    [Fact]
    public void Every_trigger_names_an_item_and_an_entry_without_a_known_article_is_not_verified()
    {
        var seeds = ShippedSeeds.Folder;
        foreach (var edition in seeds.Measures.All)
        {
            var items = seeds.Catalogue.InForceOn(edition.InForceFrom)!;
            Assert.All(edition.Measures.SelectMany(measure => measure.Triggers), trigger => Assert.NotNull(items.Find(trigger.Item)));
            Assert.All(edition.Measures.Where(measure => measure.Basis.Any(basis => basis.Article is null)), measure => Assert.False(measure.Verified));
        }
    }

    [Theory]
    [InlineData("2020-12-31", null)]
    [InlineData("2021-01-01", "2026-01")]
    [InlineData("2026-08-14", "2026-01")]
    [InlineData("2026-08-15", "2026-08-15")]
    public void The_edition_in_force_follows_the_day(string day, string? edition)
    {
        Assert.Equal(edition, ShippedSeeds.Folder.Catalogue.InForceOn(DateOnly.Parse(day, null))?.Id);
        Assert.Equal(edition, ShippedSeeds.Folder.Measures.InForceOn(DateOnly.Parse(day, null))?.Id);
    }

    [Theory]
    [InlineData("2024-02-04", true)] // Sunday worked before the Spring Festival
    [InlineData("2024-02-12", false)] // Monday within it
    [InlineData("2025-01-26", true)]
    [InlineData("2025-10-08", false)]
    [InlineData("2026-11-21", false)] // Saturday
    [InlineData("2026-11-23", true)]
    public void Working_days_follow_the_announced_calendar(string day, bool working) =>
        Assert.Equal(working, ShippedSeeds.Folder.WorkingDays.IsWorkingDay(DateOnly.Parse(day, null)));

    [Fact]
    public void Seven_working_days_over_a_holiday_and_its_exchanged_days()
    {
        Assert.Equal(new DateOnly(2026, 10, 13), ShippedSeeds.Folder.WorkingDays.Add(new(2026, 9, 28), 7));
        Assert.True(ShippedSeeds.Folder.WorkingDays.IsAnnounced(2026));
        Assert.False(ShippedSeeds.Folder.WorkingDays.IsAnnounced(2027));
    }

    [Fact]
    public void Days_are_Chinas()
    {
        Assert.Equal(new DateOnly(2026, 8, 15), ChinaCalendar.Today(new DateTimeOffset(2026, 8, 14, 16, 0, 0, TimeSpan.Zero)));
        Assert.Equal(new DateOnly(2026, 8, 14), ChinaCalendar.Today(new DateTimeOffset(2026, 8, 14, 15, 59, 59, TimeSpan.Zero)));
    }

    [Fact]
    public void Editions_that_overlap_or_leave_a_gap_are_refused()
    {
        var edition = ShippedSeeds.Folder.Catalogue.All[0];
        Assert.Throws<SeedFormatException>(() => new CatalogueEditions([edition, edition with { Id = "again" }]));
        Assert.Throws<SeedFormatException>(() => new CatalogueEditions([edition, ShippedSeeds.Folder.Catalogue.All[1] with { InForceFrom = new(2026, 8, 16) }]));
    }

    [Fact]
    public void A_seed_file_with_an_unknown_member_is_refused_with_its_name()
    {
        var fault = Assert.Throws<SeedFormatException>(() =>
            SeedJson.Read<MeasureEdition>(Encoding.UTF8.GetBytes("""{"id":"x","inForceFrom":"2026-01-01","measures":[],"surprise":1}"""), "x.json"));
        Assert.Contains("surprise", fault.Message, StringComparison.Ordinal);
        Assert.Contains("x.json", fault.Message, StringComparison.Ordinal);
    }
}
