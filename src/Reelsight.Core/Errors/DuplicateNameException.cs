namespace Reelsight.Core.Errors;

/// <summary>A name that must be unique is used by another record.</summary>
public sealed class DuplicateNameException(string name) : Exception($"The name \"{name}\" is taken.");
