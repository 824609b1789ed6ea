namespace CreditShare.CommandLine;

/// <summary>How a command ends. Of several files the highest one counts.</summary>
internal static class ExitCodes
{
    public const int Good = 0;

    /// <summary>Records were refused, or the registry holds something else than was sent.</summary>
    public const int Refused = 1;

    /// <summary>The call is wrong, or a file cannot be read, here or by the server: doing it again changes nothing.</summary>
    public const int WrongCall = 2;

    /// <summary>Network, token, server: nothing is known to be wrong with the call; try again.</summary>
    public const int CouldNot = 3;
}
