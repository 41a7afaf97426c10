namespace Orbit.Simulator.Log;

/// <summary>Everything that physically happened, in the order in which it began. Not safe for concurrent use.</summary>
internal sealed partial class PhysicalLog(ILogger<PhysicalLog> log)
{
    private readonly List<LinkRecord> _links = [];
    private readonly List<TransmissionRecord> _transmissions = [];
    private readonly List<RunRecord> _runs = [];

    /// <summary>Notes that a station begins to hear a satellite.</summary>
    /// <returns>Notes how it ends.</returns>
    public Action<Func<LinkRecord, LinkRecord>> Begin(LinkRecord record)
    {
        LogLinkUp(log, Text(record.Start), record.Contact, record.Station, record.Antenna, record.NoradId);
        return Add(_links, record, ended => LogLinkDown(log, Text(ended.End!.Value), ended.Contact, ended.Station, ended.Antenna, ended.NoradId));
    }

    /// <summary>Notes that a bundle or a result begins to move.</summary>
    /// <inheritdoc cref="Begin(LinkRecord)"/>
    public Action<Func<TransmissionRecord, TransmissionRecord>> Begin(TransmissionRecord record) =>
        Add(
            _transmissions,
            record,
            ended => LogTransmission(log, Text(ended.End!.Value), ended.Contact, ended.AttemptId, ended.Direction.ToString(), ended.SizeBytes, Text(ended.Start), ended.Finished));

    /// <summary>Notes that an accelerator begins to run an attempt.</summary>
    /// <inheritdoc cref="Begin(LinkRecord)"/>
    public Action<Func<RunRecord, RunRecord>> Begin(RunRecord record) =>
        Add(_runs, record, ended => LogRun(log, Text(ended.End!.Value), ended.AttemptId, ended.NoradId, ended.Accelerator, Text(ended.Start), ended.Outcome!.Value));

    /// <summary>The log as it is now.</summary>
    public PhysicalLogView View(DateTimeOffset asOf) => new()
    {
        AsOf = asOf,
        Links = _links.ToArray(),
        Transmissions = _transmissions.ToArray(),
        Runs = _runs.ToArray(),
    };

    // As the contract writes instants; a logger's own formatting of one depends on the formatter.
    private static string Text(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'");

    private static Action<Func<T, T>> Add<T>(List<T> records, T record, Action<T> ended)
    {
        var index = records.Count;
        records.Add(record);
        return end =>
        {
            records[index] = end(records[index]);
            ended(records[index]);
        };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{mission} contact {contact}: {station} antenna {antenna} hears satellite {satellite}.")]
    private static partial void LogLinkUp(ILogger log, string mission, string contact, string station, int antenna, int satellite);

    [LoggerMessage(Level = LogLevel.Information, Message = "{mission} contact {contact}: {station} antenna {antenna} no longer hears satellite {satellite}.")]
    private static partial void LogLinkDown(ILogger log, string mission, string contact, string station, int antenna, int satellite);

    [LoggerMessage(Level = LogLevel.Information, Message = "{mission} contact {contact}: transmission {direction} of attempt {attempt}, {bytes} bytes, since {start}, finished: {finished}.")]
    private static partial void LogTransmission(ILogger log, string mission, string contact, string attempt, string direction, long bytes, string start, bool finished);

    [LoggerMessage(Level = LogLevel.Information, Message = "{mission} attempt {attempt}: run on satellite {satellite} accelerator {accelerator} since {start} ended: {outcome}.")]
    private static partial void LogRun(ILogger log, string mission, string attempt, int satellite, int accelerator, string start, RunOutcome outcome);
}
