namespace Reelsight.Storage.Records;

/// <summary>What a person may do; each includes those before it.</summary>
public enum PersonRole
{
    /// <summary>Look at, search and ask.</summary>
    Viewer,

    /// <summary>Also add, change and delete annotations.</summary>
    Labeller,

    /// <summary>Also add, change and delete everything that is no administration.</summary>
    Reviewer,

    /// <summary>Also manage keys, people and the tenant.</summary>
    Admin,
}
