using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using CreditShare.Domain.Codes;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Names;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Hosting.Problems;
using CreditShare.Query.Asking;
using CreditShare.Query.Auditing;
using CreditShare.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace CreditShare.Query.Search;

/// <summary>Finds subjects by name. Each match says how it matched; what does not match in one of these ways is not shown, however like it may look.</summary>
internal sealed class SearchHandler(AskingCheck check, INameStore names, IProfileStore profiles, AuditedListing audited)
{
    private const int UsualLimit = 20;
    private const int MostLimit = 50;
    private const int LongestTerm = 200;

    private static readonly NameMatch[] Kinds = [NameMatch.Exact, NameMatch.CompanyForm, NameMatch.Prefix, NameMatch.Contained];

    public async Task<IResult> FindAsync(SearchQuery query, HttpRequest request, ClaimsPrincipal caller, CancellationToken ct)
    {
        var term = OrganisationName.Of(query.Name ?? "");
        var limit = query.Limit is null ? UsualLimit : int.TryParse(query.Limit, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var cursor = query.After is null ? SearchCursor.Start : SearchCursor.Parse(query.After);
        var (asking, refused) = await check.CheckAsync(caller, new(query.Purpose, query.CaseNumber), Faults(query, term, limit, cursor), null, ct);
        if (asking is null)
            return refused!;
        var (items, next) = await PageAsync(term, cursor!, limit, ct);
        var complete = next is null || items.Count == limit;
        var detail = ImmutableDictionary<string, string>.Empty.Add("items", items.Count.ToString(CultureInfo.InvariantCulture)).Add("page", query.After is null ? "first" : "further");
        return await audited.GiveAsync(
            (asking.Agency, asking.Account), (asking.Purpose.Code, asking.CaseNumber, null), EntryKind.SubjectsSearched, detail, [],
            (id, now) => new SearchAnswer(
                id, now, term.Normal, items, next is null ? null : Address(request, next), complete,
                "名称相符只是字面相符，不表示是同一主体；请按统一社会信用代码查询并核对。排列不含任何评价。",
                "A match is one of letters and does not say that it is the same organisation: look the code up and compare. The order values nobody."),
            ct);
    }

    private static List<ProblemError> Faults(SearchQuery query, OrganisationName term, int limit, SearchCursor? cursor)
    {
        var faults = new List<ProblemError>();
        if (PersonalData.ContainsIdentityNumber(query.Name ?? ""))
            faults.Add(new("name", "natural-person", null, "the name of an organisation", "只能查找法人和非法人组织，不能查找自然人。", "Only organisations can be looked for, never natural persons."));
        else if (term.Core.Length < OrganisationName.Shortest || query.Name!.Length > LongestTerm)
        {
            faults.Add(new(
                "name", query.Name is null ? "name-missing" : term.Core.Length < OrganisationName.Shortest ? "name-too-short" : "name-too-long", Reason.Show(query.Name),
                $"{OrganisationName.Shortest} to {LongestTerm} characters beside blanks and brackets",
                $"名称除空格、括号外应有 {OrganisationName.Shortest} 至 {LongestTerm} 个字符。", $"A name to look for has {OrganisationName.Shortest} to {LongestTerm} characters beside blanks and brackets."));
        }
        if (limit is < 1 or > MostLimit)
            faults.Add(new("limit", "limit", query.Limit, $"1 to {MostLimit}", $"每页条数（limit）为 1 至 {MostLimit} 的整数。", $"The number a page (limit) is a whole number from 1 to {MostLimit}."));
        if (cursor is null)
            faults.Add(new("after", "cursor-unknown", null, "the address under next", "翻页位置不对，请从第一页看起。", "The place to go on from is none that a page gave: begin with the first page."));
        return faults;
    }

    /// <summary>Goes from one kind of match to the next until the page is full, or the search for contained names has looked at as many as one call may.</summary>
    private async Task<(IReadOnlyList<SearchItem> Items, SearchCursor? Next)> PageAsync(OrganisationName term, SearchCursor from, int limit, CancellationToken ct)
    {
        var items = new List<SearchItem>();
        var place = from.Place;
        foreach (var kind in Kinds.Where(kind => kind >= from.Match))
        {
            while (true)
            {
                var page = await names.FindAsync(kind, term, place, limit - items.Count, ct);
                items.AddRange(await ShownAsync(term, kind, page.Names, ct));
                place = page.Next;
                if (place is null)
                    break;
                if (items.Count >= limit || kind == NameMatch.Contained)
                    return (items, new(kind, place));
            }
            if (items.Count >= limit)
                return (items, kind == NameMatch.Contained ? null : new(kind + 1, null));
        }
        return (items, null);
    }

    /// <summary>Each subject once: under its closest name, so that one found before is passed over, wherever the pages are cut.</summary>
    private async Task<List<SearchItem>> ShownAsync(OrganisationName term, NameMatch kind, IReadOnlyList<HeldName> found, CancellationToken ct)
    {
        var codes = found.Select(name => name.Code).Distinct().ToList();
        if (codes.Count == 0)
            return [];
        var all = (await names.NamesAsync(codes, ct)).ToLookup(name => name.Code, name => OrganisationName.Of(name.Name));
        var held = await profiles.FindManyAsync(codes, ct);
        var items = new List<SearchItem>();
        foreach (var (code, name) in found)
        {
            var folded = OrganisationName.Of(name);
            var closest = all[code].Where(other => NameMatching.Of(term, other) is not null).OrderBy(other => NameMatching.Of(term, other)).ThenBy(other => other.Normal, StringComparer.Ordinal).FirstOrDefault();
            // Of whom nothing is held any more, nothing is said.
            if (closest != folded || held.GetValueOrDefault(code) is not { Records.Count: > 0 } profile)
                continue;
            items.Add(new(code, profile.Name, kind, name, OrganisationName.Of(profile.Name).Normal != folded.Normal));
        }
        return items;
    }

    private static string Address(HttpRequest request, SearchCursor next)
    {
        var parameters = QueryHelpers.ParseQuery(request.QueryString.Value);
        parameters["after"] = next.ToString();
        return QueryHelpers.AddQueryString(request.Path, parameters);
    }
}
