using System.Security.Cryptography;
using CreditShare.Domain;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Cases;
using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Entitlements;
using CreditShare.Domain.Law;
using CreditShare.Domain.Lifecycle;
using CreditShare.Domain.Lookups;
using CreditShare.Domain.Measures;
using CreditShare.Domain.Members;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CreditShare.Storage.Seeds;

/// <summary>Everything that is data and not code, read from the folder <c>seeds/</c> at start: members, editions, law register, calendar.</summary>
public sealed class SeedFolder
{
    private const string CitiesFile = "cities.json";
    private const string AgenciesFile = "agencies.json";

    private readonly SortedDictionary<string, string> files = new(StringComparer.Ordinal);

    /// <param name="folder">Path of the folder.</param>
    /// <exception cref="SeedFormatException">A file is missing or cannot be used; every fault of it is named.</exception>
    public SeedFolder(string folder)
    {
        Cities = ReadByCode<City>(folder, CitiesFile, city => city.Code);
        Agencies = ReadByCode<Agency>(folder, AgenciesFile, agency => agency.Code);
        Purposes = ReadByCode<Purpose>(folder, "purposes.json", purpose => purpose.Code);
        Laws = new LawRegister(Read<LawRegisterFile>(folder, Path.Combine("law", "register.json")));
        Catalogue = new CatalogueEditions(ReadAll<CatalogueEdition>(folder, "catalogue"));
        Measures = new MeasureEditions(ReadAll<MeasureEdition>(folder, "measures"));
        WorkingDays = new WorkingDays(ReadAll<HolidayYear>(folder, "holidays"));
        Entitlements = new EntitlementRules(Read<EntitlementFile>(folder, "entitlements.json"), Agencies.Values);
        Lifecycle = new LifecycleBook(Catalogue, new PublicityEditions(ReadAll<PublicityEdition>(folder, "publicity")), WorkingDays);
        RuleBook = new RuleBook(Catalogue, Lifecycle.Publicity, WorkingDays, Laws, Cities);
        AnswerBook = new AnswerBook(Lifecycle, Measures, Laws, Entitlements, CityCodes, Cities);
        CaseBook = new CaseBook(AnswerBook, WorkingDays, Agencies, Cities);
    }

    /// <summary>SHA-256 of every file that was read, in hexadecimal, by its path from the folder, with slashes.</summary>
    public IReadOnlyDictionary<string, string> Files => files;

    /// <summary>Whether a file says who takes part, and not by what is decided.</summary>
    /// <param name="file">Its path from the folder.</param>
    public static bool IsOfMembers(string file) => file is CitiesFile or AgenciesFile;

    public IReadOnlyDictionary<string, City> Cities { get; }

    /// <summary>Codes of the member cities.</summary>
    public IReadOnlyList<string> CityCodes => [.. Cities.Keys.Order(StringComparer.Ordinal)];

    public IReadOnlyDictionary<string, Agency> Agencies { get; }

    public IReadOnlyDictionary<string, Purpose> Purposes { get; }

    public LawRegister Laws { get; }

    public CatalogueEditions Catalogue { get; }

    public MeasureEditions Measures { get; }

    public EntitlementRules Entitlements { get; }

    public WorkingDays WorkingDays { get; }

    /// <summary>What a record's periods follow from.</summary>
    public LifecycleBook Lifecycle { get; }

    public RuleBook RuleBook { get; }

    public AnswerBook AnswerBook { get; }

    public CaseBook CaseBook { get; }

    private T Read<T>(string folder, string file)
    {
        var path = Path.Combine(folder, file);
        if (!File.Exists(path))
            throw new SeedFormatException([$"{path} is missing; set Seeds:Folder to the folder with the seeds."]);
        var bytes = SeedJson.Bytes(path, File.ReadAllBytes);
        files[file.Replace(Path.DirectorySeparatorChar, '/')] = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return SeedJson.Read<T>(bytes, file);
    }

    private Dictionary<string, T> ReadByCode<T>(string folder, string file, Func<T, string> codeOf)
    {
        var rows = Read<IReadOnlyList<T>>(folder, file);
        SeedFormatException.ThrowIfTwice($"{file}:", rows.Select(codeOf));
        return rows.ToDictionary(codeOf);
    }

    private List<T> ReadAll<T>(string folder, string sub)
    {
        var path = Path.Combine(folder, sub);
        if (!Directory.Exists(path))
            throw new SeedFormatException([$"{path} is missing; set Seeds:Folder to the folder with the seeds."]);
        return [.. Directory.GetFiles(path, "*.json").Order(StringComparer.Ordinal).Select(file => Read<T>(folder, Path.Combine(sub, Path.GetFileName(file))))];
    }
}

public static class SeedFolderExtensions
{
    /// <summary>Reads the seeds from <c>Seeds:Folder</c>, or from <c>seeds</c> beside the program: once, when the settings are checked, of which they are a part.</summary>
    public static IServiceCollection AddSeeds(this IServiceCollection services, IConfiguration configuration)
    {
        if (services.Any(service => service.ServiceType == typeof(SeedFolder)))
            return services;
        var folder = configuration["Seeds:Folder"] ?? Path.Combine(AppContext.BaseDirectory, "seeds");
        services.AddSingleton(_ => new SeedFolder(folder));
        services.AddSingleton<IValidateOptions<SeedCheck.Subject>, SeedCheck>();
        services.AddOptions<SeedCheck.Subject>().ValidateOnStart();
        return services;
    }
}
