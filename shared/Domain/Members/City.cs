namespace CreditShare.Domain.Members;

/// <summary>A member city.</summary>
/// <param name="Code">GB/T 2260, six digits ending in 00.</param>
/// <param name="Name">Chinese.</param>
/// <param name="NameEn">English.</param>
/// <param name="Province">Two digits.</param>
/// <param name="ProvinceName">Chinese.</param>
/// <param name="ProvinceNameEn">English.</param>
public sealed record City(string Code, string Name, string NameEn, string Province, string ProvinceName, string ProvinceNameEn);
