using CreditShare.Domain;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Members;
using CreditShare.Pages.Language;
using Microsoft.Extensions.Configuration;

namespace CreditShare.Ingestion;

/// <summary>What a city takes of the folder <c>seeds/</c>: the calendar, by which times of pushing are counted, and names. Without the folder Monday to Friday are worked, and codes stand for names.</summary>
/// <param name="Calendar">China's working days.</param>
/// <param name="Cities">The members.</param>
internal sealed record CitySeeds(WorkingDays Calendar, IReadOnlyList<City> Cities)
{
    /// <summary>From <c>Seeds:Folder</c>, or <c>seeds</c> beside the program.</summary>
    /// <exception cref="SeedFormatException">A file that is there cannot be used.</exception>
    public static CitySeeds Read(IConfiguration configuration)
    {
        var folder = configuration["Seeds:Folder"] ?? Path.Combine(AppContext.BaseDirectory, "seeds");
        var (holidays, cities) = (Path.Combine(folder, "holidays"), Path.Combine(folder, "cities.json"));
        return new(
            new WorkingDays(Directory.Exists(holidays) ? [.. Directory.GetFiles(holidays, "*.json").Order(StringComparer.Ordinal).Select(file => SeedJson.Read<HolidayYear>(File.ReadAllBytes(file), file))] : []),
            File.Exists(cities) ? SeedJson.Read<IReadOnlyList<City>>(File.ReadAllBytes(cities), cities) : []);
    }

    /// <summary>The city's name in the reader's language; its code if that is unknown.</summary>
    public string NameOf(string code) => Cities.FirstOrDefault(city => city.Code == code) is { } city ? Texts.T(city.Name, city.NameEn) : code;
}
