using System.Text.Json.Serialization;

namespace Reelsight.Cli.Client;

/// <summary>What the command line reads of the API's answers; names follow the wire, unknown fields are ignored.</summary>
internal sealed record WirePage<T>(IReadOnlyList<T> Data, WirePageInfo? PageInfo);

internal sealed record WirePageInfo(int TotalPage, int TotalResults, string? NextPageToken);

internal sealed record WireError(string? Code, string? Message);

internal sealed record WireIndex([property: JsonPropertyName("_id")] string Id, string IndexName, int VideoCount, double TotalDuration);

internal sealed record WireCreated([property: JsonPropertyName("_id")] string Id, string? VideoId);

internal sealed record WireLink(string Url);

internal sealed record WireTask(
    [property: JsonPropertyName("_id")] string Id,
    string VideoId,
    string Status,
    WireProgress? Progress,
    WireError? Error
);

internal sealed record WireProgress(string Stage, double Fraction);

internal sealed record WireVideo(
    [property: JsonPropertyName("_id")] string Id,
    WireSystemMetadata SystemMetadata,
    Dictionary<string, object?>? UserMetadata
);

internal sealed record WireSystemMetadata(string Filename, double Duration);

internal sealed record WireSearch(
    IReadOnlyList<WireHit> Data,
    WirePageInfo PageInfo,
    WireSearchPool SearchPool,
    WireQueryInterpretation? QueryReading
);

internal sealed record WireSearchPool(int TotalCount, double TotalDuration);

internal sealed record WireHit(
    string VideoId,
    double Start,
    double End,
    int Rank,
    double Score,
    string Confidence,
    string? Transcription,
    IReadOnlyList<WireReason>? Reasons
);

internal sealed record WireReason(string Kind, string Query, string Found, string How, double Start, double End);

internal sealed record WireQueryInterpretation(IReadOnlyList<string>? Understood, IReadOnlyList<string>? NotUnderstood, string? Note);

internal sealed record WireFactList(IReadOnlyList<WireFact> Facts);

internal sealed record WireFact(string Text, double StartSec, double EndSec, double? Confidence, string? Name);

internal sealed record WireBackup(
    string State,
    double Progress,
    int? FileCount,
    long? FileBytes,
    int CopiedFiles,
    long CopiedBytes,
    IReadOnlyList<string> Faults,
    string? Message
);

internal sealed record WireSpaces(IReadOnlyList<WireSpace> Data);

internal sealed record WireSpace(string Name, string State, int Done, int Total, int Failed, IReadOnlyList<WireSpaceFailure> Failures);

internal sealed record WireSpaceFailure(string VideoId, string Filename, string Reason);

internal sealed record NewIndex(string IndexName, IReadOnlyList<NewIndexModel> Models, IReadOnlyList<string> Addons);

internal sealed record NewIndexModel(string ModelName, IReadOnlyList<string> ModelOptions);

internal sealed record WireLabelSet([property: JsonPropertyName("_id")] string Id, string Name);

internal sealed record WireTaughtLabels(IReadOnlyList<WireTaughtLabel> Data);

internal sealed record WireTaughtLabel(
    string Name,
    string Stage,
    bool Training,
    string Sentence,
    double? Found,
    double? Right,
    int ExamplesNeeded
);

internal sealed record WireAutoLabelRun(
    [property: JsonPropertyName("_id")] string Id,
    string State,
    double Progress,
    IReadOnlyList<string> VideoIds,
    int Proposals,
    int Replaced,
    double ByHandSec,
    double SavedSec,
    WireError? Error
);

internal sealed record WireExport(
    [property: JsonPropertyName("_id")] string Id,
    string Format,
    string State,
    double? Progress,
    int FrameCount,
    long? SizeBytes,
    string? Url,
    WireError? Error
);

internal sealed record WireImport(long Revision, int Created, int Replaced, int Unchanged, IReadOnlyList<WireRefused> Refused);

internal sealed record WireRefused(string Reason, int Count);

internal sealed record NewExport(
    string Format,
    IReadOnlyList<string> States,
    bool IncludeFrames,
    double FrameEverySec,
    IReadOnlyList<double> Splits,
    int Seed
);
