namespace CreditShare.Contracts;

/// <summary>Accounts on the broker. It refuses a message whose <c>user_id</c> is not the account that sends it, so a message's <c>user_id</c> is who sent it.</summary>
public static class BrokerAccounts
{
    public const string Registry = "registry";

    /// <summary>The account of one city: it may publish to its own exchange and read its own decisions.</summary>
    public static string City(string city) => $"city.{city}";
}
