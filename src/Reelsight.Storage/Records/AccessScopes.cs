namespace Reelsight.Storage.Records;

/// <summary>What a key, a session or a person may do.</summary>
[Flags]
public enum AccessScopes
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Look at, search and ask about everything of the tenant.</summary>
    Read = 1,

    /// <summary>Add, change and delete footage, indexes, label sets and all else that is no administration.</summary>
    Write = 2,

    /// <summary>Add, change and delete annotations.</summary>
    Label = 4,

    /// <summary>Manage keys, people and the tenant itself, and read its audit log.</summary>
    Admin = 8,

    /// <summary>Everything.</summary>
    All = Read | Write | Label | Admin,
}
