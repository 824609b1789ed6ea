using System.Text.Json;
using CreditShare.Domain.Cases;
using CreditShare.Domain.Members;
using CreditShare.Pages.Showing;
using CreditShare.Pages.SigningIn;
using CreditShare.Storage.Seeds;
using static CreditShare.Pages.Language.Texts;

namespace CreditShare.Query.Pages;

/// <summary>The visitor's agency, and the words for codes that its pages show.</summary>
internal sealed class AgencyView(SeedFolder seeds, Visitor visitor)
{
    /// <summary>Null if the register has no such agency: its questions are refused, and the refusals logged.</summary>
    public Agency? Agency => seeds.Agencies.GetValueOrDefault(visitor.Agency ?? "");

    public string Name => Agency is { } agency ? T(agency.Name, agency.NameEn) : visitor.Agency ?? "";

    /// <summary>Those that the agency may state.</summary>
    public IReadOnlyList<Purpose> Purposes => [.. (Agency?.Purposes ?? []).Select(code => seeds.Purposes[code])];

    public string Purpose(string code) => seeds.Purposes.GetValueOrDefault(code) is { } purpose ? T(purpose.Zh, purpose.En) : code;

    public string City(string code) => seeds.Cities.GetValueOrDefault(code) is { } city ? T(city.Name, city.NameEn) : code;

    /// <summary>A catalogue item by its id, with its name in the edition of the day of a decision.</summary>
    public string Item(string id, DateOnly day) => seeds.Catalogue.InForceOn(day)?.Find(id) is { } item ? $"{id} {T(item.Zh, item.En)}" : id;

    public static string State(CaseState state) => CaseStateWords.Of(Word(state));

    /// <summary>As an address writes it.</summary>
    public static string Word(CaseState state) => JsonNamingPolicy.KebabCaseLower.ConvertName(state.ToString());

    /// <summary>Of a tag.</summary>
    public static string Tone(CaseState state) => state switch
    {
        CaseState.Overdue or CaseState.ReleaseRequested => "bad",
        CaseState.Unclaimed or CaseState.Claimed or CaseState.ClaimedLate => "warn",
        CaseState.Done or CaseState.Released => "good",
        _ => "plain",
    };
}
