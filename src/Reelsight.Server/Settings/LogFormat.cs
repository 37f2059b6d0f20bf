namespace Reelsight.Server.Settings;

/// <summary>How log lines are written.</summary>
public enum LogFormat
{
    /// <summary>As sentences.</summary>
    Text,

    /// <summary>As JSON objects, one a line, with the request's id and a line for each request.</summary>
    Json,
}
