using CreditShare.Domain;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Members;
using CreditShare.Pages.Language;
using Microsoft.Extensions.Configuration;

namespace CreditShare.Ingestion;

/// <summary>
/// What a city takes of the folder <c>seeds/</c>: the calendar, by which times of pushing and of objections are counted, the catalogue, which says how long content may be kept, and names. Without the folder Monday to Friday are
/// worked, content is kept for the usual years, and codes stand for names.
/// </summary>
/// <param name="Calendar">China's working days.</param>
/// <param name="Cities">The members.</param>
/// <param name="Catalogue">Its editions.</param>
internal sealed record CitySeeds(WorkingDays Calendar, IReadOnlyList<City> Cities, CatalogueEditions Catalogue)
{
    /// <summary>From <c>Seeds:Folder</c>, or <c>seeds</c> beside the program.</summary>
    /// <exception cref="SeedFormatException">A folder that is named lacks something, or a file that is there cannot be used.</exception>
    public static CitySeeds Read(IConfiguration configuration)
    {
        var folder = configuration["Seeds:Folder"] ?? Path.Combine(AppContext.BaseDirectory, "seeds");
        var cities = Path.Combine(folder, "cities.json");
        if (configuration["Seeds:Folder"] is not null && Missing(folder, cities).ToList() is { Count: > 0 } missing)
            throw new SeedFormatException(missing);
        return new(
            new WorkingDays(ReadAll<HolidayYear>(folder, "holidays")), File.Exists(cities) ? SeedJson.Read<IReadOnlyList<City>>(SeedJson.Bytes(cities, File.ReadAllBytes), cities) : [],
            new CatalogueEditions(ReadAll<CatalogueEdition>(folder, "catalogue")));
    }

    /// <summary>The city's name in the reader's language; its code if that is unknown.</summary>
    public string NameOf(string code) => Cities.FirstOrDefault(city => city.Code == code) is { } city ? Texts.T(city.Name, city.NameEn) : code;

    /// <summary>The catalogue item's name in the reader's language: of the edition in force on the day of the decision, else of the newest that has it; null if none has.</summary>
    /// <param name="item">Its id.</param>
    /// <param name="day">Of the decision.</param>
    public string? ItemName(string item, DateOnly? day)
    {
        var found = (day is { } decided ? Catalogue.InForceOn(decided)?.Find(item) : null) ?? Catalogue.All.Select(edition => edition.Find(item)).LastOrDefault(known => known is not null);
        return found is null ? null : Texts.T(found.Zh, found.En);
    }

    private static IEnumerable<string> Missing(string folder, string cities) =>
        new List<string> { cities, Path.Combine(folder, "holidays"), Path.Combine(folder, "catalogue") }.Where(path => !Path.Exists(path))
            .Select(path => $"{path} is missing; set Seeds:Folder to the folder with the seeds, or leave it out.");

    private static IReadOnlyList<T> ReadAll<T>(string folder, string sub) => Path.Combine(folder, sub) is var path && Directory.Exists(path)
        ? [.. Directory.GetFiles(path, "*.json").Order(StringComparer.Ordinal).Select(file => SeedJson.Read<T>(SeedJson.Bytes(file, File.ReadAllBytes), file))] : [];
}
