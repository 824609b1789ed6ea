using CreditShare.Standalone.Development;
using CreditShare.Systems;
using CreditShare.Testing;

namespace CreditShare.EndToEnd.Tests.Processes;

/// <summary>A running system, whatever its form: who may call it, and what is done to it.</summary>
public interface IRunningForm
{
    Client Bureau(string city = Some.City);

    Client Agency(string agency = DevelopmentTokens.UsualAgency);

    Client Auditor();

    /// <summary>One who has no right to push.</summary>
    Client StrangerAtIngestion();

    /// <summary>One who has no right to look up.</summary>
    Client StrangerAtQuery();

    /// <summary>The store behind everybody's back.</summary>
    OpenStore Open();
}
