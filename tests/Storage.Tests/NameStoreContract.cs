using CreditShare.Domain.Deciding;
using CreditShare.Domain.Names;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.Testing;

namespace CreditShare.Storage.Tests;

/// <summary>What every engine's index of names promises. An engine subclasses it.</summary>
public abstract class NameStoreContract
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private int chunks;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract INameStore Names { get; }

    protected abstract IRecordStore Records { get; }

    /// <summary>A version of the n-th record that names its subject so.</summary>
    protected async Task NameAsync(int n, string name, ChangeKind change = ChangeKind.Submit)
    {
        var code = Some.Subject(n).Code!;
        var key = new RecordKey(Some.City, $"P-{n}");
        var held = await Records.LoadAsync([key], [], [code], Cancel);
        var before = held.Profiles.GetValueOrDefault(code) ?? SubjectProfile.Empty(code);
        var record = Some.Penalty(n) with { Subject = new(name, code) };
        var number = (held.Histories.GetValueOrDefault(key)?.Versions.Count ?? 0) + 1;
        var after = change == ChangeKind.Erase ? before.Without(key, Now) : before.With(key, number, Now, default, record);
        await Records.ApplyAsync(
            new(new(Some.City, "names", ++chunks), Now, []),
            new(held.Histories, [new(key, new(number, number, [1], code, change), Now, after.Revision, $"entry-{chunks}", change == ChangeKind.Erase ? null : name)], [], [], [new(before.Revision, after)], []),
            Cancel);
    }

    private async Task<List<string>> FindAsync(NameMatch match, string term, int most = 2)
    {
        var found = new List<string>();
        NamePlace? place = null;
        do
        {
            var page = await Names.FindAsync(match, OrganisationName.Of(term), place, most, Cancel);
            Assert.True(page.Names.Count <= most);
            found.AddRange(page.Names.Select(name => name.Name));
            place = page.Next;
        }
        while (place is not null);
        return found;
    }

    [Fact]
    public async Task Each_name_is_found_in_one_way_however_the_pages_are_cut()
    {
        string[] names = ["样例云川有限公司", "样例云川（集团）股份有限公司", "样例云川科技有限公司", "样例云川环保有限公司", "杭州样例云川样例云川有限公司", "杭州样例云川厂", "样例云山有限公司"];
        foreach (var (name, i) in names.Select((name, i) => (name, i)))
            await NameAsync(i + 1, name);
        foreach (var most in new[] { 1, 2, 100 })
        {
            Assert.Equal(["样例云川有限公司"], await FindAsync(NameMatch.Exact, "样例云川 有限公司", most));
            Assert.Equal(["样例云川（集团）股份有限公司"], await FindAsync(NameMatch.CompanyForm, "样例云川有限公司", most));
            Assert.Equal(["样例云川有限公司", "样例云川（集团）股份有限公司"], (await FindAsync(NameMatch.CompanyForm, "样例云川", most)).Order(Comparer<string>.Create((one, other) => one.Length - other.Length)));
            Assert.Equal(["样例云川环保有限公司", "样例云川科技有限公司"], await FindAsync(NameMatch.Prefix, "样例云川", most));
            Assert.Equal(["杭州样例云川厂", "杭州样例云川样例云川有限公司"], await FindAsync(NameMatch.Contained, "样例云川", most));
            Assert.Empty(await FindAsync(NameMatch.Contained, "不存在", most));
        }
    }

    [Fact]
    public async Task A_company_form_is_no_part_of_another_name()
    {
        await NameAsync(1, "样例云川总公司");
        await NameAsync(2, "样例云川总厂");
        // "总" belongs to the form of the first: without it another company's name would be left.
        Assert.Equal(["样例云川总公司"], await FindAsync(NameMatch.CompanyForm, "样例云川有限公司"));
        Assert.Empty(await FindAsync(NameMatch.CompanyForm, "样例云川总"));
        Assert.Equal(["样例云川总公司", "样例云川总厂"], await FindAsync(NameMatch.Prefix, "样例云川总"));
    }

    [Fact]
    public async Task Old_names_go_on_being_found_until_a_record_of_the_subject_is_erased()
    {
        await NameAsync(1, "样例旧名有限公司");
        await NameAsync(1, "样例新名有限公司", ChangeKind.Correct);
        await NameAsync(2, "样例旧名有限公司");
        Assert.Equal(2, (await FindAsync(NameMatch.Exact, "样例旧名有限公司")).Count);
        Assert.Equal(["样例新名有限公司", "样例旧名有限公司"], (await Names.NamesAsync([Some.Subject(1).Code!], Cancel)).Select(name => name.Name).Order(StringComparer.Ordinal));
        await NameAsync(1, "", ChangeKind.Erase);
        Assert.Single(await FindAsync(NameMatch.Exact, "样例旧名有限公司"));
        Assert.Empty(await Names.NamesAsync([Some.Subject(1).Code!], Cancel));
    }

    [Fact]
    public async Task Of_spellings_of_one_name_the_one_stated_last_is_found()
    {
        await NameAsync(1, "样例云川（杭州）有限公司");
        await NameAsync(1, "样例云川(杭州) 有限公司", ChangeKind.Correct);
        Assert.Equal(["样例云川(杭州) 有限公司"], await FindAsync(NameMatch.Exact, "样例云川（杭州）有限公司"));
        Assert.Equal(["样例云川(杭州) 有限公司"], (await Names.NamesAsync([Some.Subject(1).Code!], Cancel)).Select(name => name.Name));
    }

    [Fact]
    public async Task A_name_that_a_late_version_stated_is_spelt_as_the_subjects_first_record_states_it()
    {
        await NameAsync(2, "样例其他有限公司");
        // Record 2 was the first subject's once; that one has no record, and no profile.
        var key = new RecordKey(Some.City, "P-2");
        var held = await Records.LoadAsync([key], [], [], Cancel);
        await Records.ApplyAsync(
            new(new(Some.City, "names", ++chunks), Now, []),
            new(held.Histories, [new(key, new(2, 0, [2], Some.Subject(1).Code!, ChangeKind.Submit), Now, 1, "late", "样例云川（杭州）有限公司")], [], [], [], []), Cancel);
        Assert.Equal(["样例云川（杭州）有限公司"], await FindAsync(NameMatch.Exact, "样例云川（杭州）有限公司"));
        await NameAsync(1, "样例云川(杭州) 有限公司");
        Assert.Equal(["样例云川(杭州) 有限公司"], await FindAsync(NameMatch.Exact, "样例云川（杭州）有限公司"));
        Assert.Equal(["样例其他有限公司"], (await Names.NamesAsync([Some.Subject(2).Code!], Cancel)).Select(name => name.Name));
    }

    [Fact]
    public async Task A_name_that_was_erased_is_found_again_when_a_record_states_it_again()
    {
        await NameAsync(1, "样例旧名有限公司");
        await NameAsync(1, "", ChangeKind.Erase);
        Assert.Empty(await FindAsync(NameMatch.Exact, "样例旧名有限公司"));
        foreach (var match in Enum.GetValues<NameMatch>())
            Assert.Empty(await FindAsync(match, "样例"));
        await NameAsync(1, "样例旧名有限公司");
        Assert.Equal(["样例旧名有限公司"], await FindAsync(NameMatch.Exact, "样例旧名有限公司"));
        await NameAsync(1, "", ChangeKind.Erase);
        Assert.Empty(await FindAsync(NameMatch.Prefix, "样例"));
    }

    [Theory]
    [InlineData("100%_样例有限公司", "100%")]
    [InlineData("样例.*有限公司", "例*")]
    [InlineData("样例$^+?有限公司", "$^+?")]
    public async Task Signs_of_patterns_are_letters_like_others(string name, string term)
    {
        await NameAsync(1, name);
        await NameAsync(2, "样例其他有限公司");
        var found = (await FindAsync(NameMatch.Prefix, term)).Concat(await FindAsync(NameMatch.Contained, term)).ToList();
        Assert.Equal([name], found);
    }
}
