using CreditShare.ExchangeLog.Entries;
using CreditShare.Pages.Language;
using CreditShare.Storage.Seeds;

namespace CreditShare.Committee.Pages;

/// <summary>Members and purposes as a reader calls them; the code itself for one that is none any more.</summary>
internal sealed class MemberNames(SeedFolder seeds)
{
    public string City(string code) => seeds.Cities.TryGetValue(code, out var city) ? Texts.T(city.Name, city.NameEn) : code;

    public string Agency(string code) => seeds.Agencies.TryGetValue(code, out var agency) ? Texts.T(agency.Name, agency.NameEn) : code;

    /// <summary>Who acted: the agency, else the city's bureau; null for a service that acted by itself.</summary>
    public string? Actor(EntryActor actor) => actor.Agency is { } agency ? Agency(agency) : actor.City is { } city ? City(city) : null;

    public string Purpose(string code) => seeds.Purposes.TryGetValue(code, out var purpose) ? Texts.T(purpose.Zh, purpose.En) : code;
}
