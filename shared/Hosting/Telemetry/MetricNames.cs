namespace CreditShare.Hosting.Telemetry;

/// <summary>What the services measure. Dashboards and alarms go by these names.</summary>
public static class MetricNames
{
    /// <summary>The meter, and the source of spans that the libraries do not make themselves.</summary>
    public const string Source = "CreditShare";

    /// <summary>Batches taken with a receipt, by city and format.</summary>
    public const string Batches = "creditshare.batches";

    /// <summary>Records decided, by city and decision.</summary>
    public const string Records = "creditshare.records";

    /// <summary>Lookups by what was asked and how they ended: found, none-found, refused, unavailable.</summary>
    public const string Lookups = "creditshare.lookups";

    /// <summary>Entries of the exchange log that have their place; from the registry that sequences.</summary>
    public const string LogSize = "creditshare.log.size";

    /// <summary>Seconds since nothing staged was without its place in the log; from the registry that sequences.</summary>
    public const string LogLag = "creditshare.log.lag";

    /// <summary>Witnesses' cosignatures of the checkpoint that is shown; from the registry that sequences.</summary>
    public const string Cosignatures = "creditshare.log.cosignatures";

    /// <summary>Seconds since a checkpoint met the witness policy; from the registry that sequences.</summary>
    public const string WitnessedAge = "creditshare.log.witnessed.age";

    /// <summary>Seconds since a follower of the log had taken all of it, by follower; from the registry that sequences.</summary>
    public const string FollowingLag = "creditshare.log.following.lag";

    /// <summary>Entries of the log that a follower could not read and passed over, by follower; the registry's log file names each.</summary>
    public const string PassedOver = "creditshare.log.passed.over";

    /// <summary>Notices to agencies that had been told of a record which changed since.</summary>
    public const string Notices = "creditshare.notices";

    /// <summary>Records with a receipt and without a decision, by city.</summary>
    public const string SpoolDepth = "creditshare.spool.depth";

    /// <summary>Seconds since the oldest batch was taken that is not wholly sent, by city; 0 if all is.</summary>
    public const string SpoolOldest = "creditshare.spool.oldest";

    public static readonly IReadOnlyList<string> All = [Batches, Records, Lookups, LogSize, LogLag, Cosignatures, WitnessedAge, FollowingLag, PassedOver, Notices, SpoolDepth, SpoolOldest];
}
