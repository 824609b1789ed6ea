using System.Globalization;
using CreditShare.Committee.Pages;
using CreditShare.Committee.Pages.Catalogue;
using CreditShare.Domain.Catalogue;

namespace CreditShare.Registry.Tests.Auditing;

/// <summary>What differs between two editions is told, and nothing else.</summary>
public sealed class EditionComparisonTests
{
    private static readonly EntryReadings Readings = new(House.Seeds, new MemberNames(House.Seeds));

    /// <summary>As a Chinese reader asks.</summary>
    public EditionComparisonTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");

    private static IReadOnlyList<CatalogueItem> Items => House.Seeds.Catalogue.All[^1].Items;

    [Fact]
    public void An_edition_does_not_differ_from_itself() => Assert.Empty(EditionComparison.Compare(Items, Items, Readings.Read));

    [Fact]
    public void What_was_added_removed_and_changed_is_told_with_both_readings()
    {
        var changed = Items[1] with { RetentionYears = 7, Sharing = SharingClass.C };
        var found = EditionComparison.Compare(Items.Skip(1), [Items[0], changed, .. Items.Skip(3)], Readings.Read);
        Assert.Equal([(Items[0].Id, EntryChange.Added), (Items[1].Id, EntryChange.Changed), (Items[2].Id, EntryChange.Removed)], found.Select(difference => (difference.Id, difference.Change)));
        Assert.Equal(["A 社会公开 → C 部门共享", "5 年 → 7 年"], found[1].Members.Select(member => $"{member.Before} → {member.After}"));
    }

    [Fact]
    public void The_measure_whose_basis_the_code_replaced_is_the_one_that_differs()
    {
        var (before, after) = (House.Seeds.Measures.All[0], House.Seeds.Measures.All[1]);
        var difference = Assert.Single(EditionComparison.Compare(before.Measures, after.Measures, Readings.Read));
        Assert.Equal("M17", difference.Id);
        Assert.Contains("生态环境法典", Assert.Single(difference.Members).After, StringComparison.Ordinal);
    }

    [Fact]
    public void A_measure_of_one_province_s_list_names_the_cities_of_that_province()
    {
        var measure = House.Seeds.Measures.All[^1].Measures.First(measure => measure.Provinces is ["33"]);
        var cities = Readings.Read(measure).Members.Single(member => member.Name == "适用城市").Value;
        Assert.Contains("杭州市", cities, StringComparison.Ordinal);
        Assert.DoesNotContain("黄山市", cities, StringComparison.Ordinal);
    }

    [Fact]
    public void Basis_that_is_out_of_force_on_the_day_is_marked()
    {
        var basis = new Domain.Law.Basis("EPL", 54);
        Assert.Equal("", Assert.Single(Readings.Articles([basis], new(2026, 8, 14))).Mark);
        Assert.Contains("已失效", Assert.Single(Readings.Articles([basis], new(2026, 8, 15))).Mark, StringComparison.Ordinal);
    }
}
