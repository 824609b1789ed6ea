using CreditShare.ExchangeLog.Entries;
using CreditShare.Pages.Language;
using CreditShare.Storage.Seeds;

namespace CreditShare.Committee.Pages;

/// <summary>Members, purposes and items as a reader calls them; the code itself for one that is none any more.</summary>
internal sealed class MemberNames(SeedFolder seeds)
{
    public string City(string code) => seeds.Cities.TryGetValue(code, out var city) ? Texts.T(city.Name, city.NameEn) : code;

    public string Agency(string code) => seeds.Agencies.TryGetValue(code, out var agency) ? Texts.T(agency.Name, agency.NameEn) : code;

    /// <summary>Who acted: the agency, else the city's bureau; null for a service that acted by itself.</summary>
    public string? Actor(EntryActor actor) => actor.Agency is { } agency ? Agency(agency) : actor.City is { } city ? City(city) : null;

    /// <summary>A witness with the city whose it is by its name: 杭州市（city-330100/witness）. The name alone for one of no city.</summary>
    public string Witness(string name) => seeds.CityCodes.FirstOrDefault(code => name == $"city-{code}/witness") is { } code ? Texts.T($"{City(code)}（{name}）", $"{City(code)} ({name})") : name;

    /// <summary>By the latest edition of the catalogue that has it.</summary>
    public string Item(string id) => seeds.Catalogue.All.Select(edition => edition.Find(id)).LastOrDefault(item => item is not null) is { } item ? Texts.T(item.Zh, item.En) : id;

    public string Purpose(string code) => seeds.Purposes.TryGetValue(code, out var purpose) ? Texts.T(purpose.Zh, purpose.En) : code;
}
