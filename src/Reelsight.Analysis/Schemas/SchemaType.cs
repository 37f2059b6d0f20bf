namespace Reelsight.Analysis.Schemas;

/// <summary>Types of the JSON-Schema subset.</summary>
public enum SchemaType
{
    /// <summary>Any value: a schema without a type.</summary>
    Any,

    /// <summary>An object.</summary>
    Object,

    /// <summary>An array.</summary>
    Array,

    /// <summary>A string.</summary>
    String,

    /// <summary>Any number.</summary>
    Number,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>null.</summary>
    Null,

    /// <summary>A time of the video, in the format of <see cref="SchemaNode.Format"/>.</summary>
    Timestamp,
}
