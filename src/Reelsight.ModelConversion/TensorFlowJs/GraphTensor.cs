namespace Reelsight.ModelConversion.TensorFlowJs;

/// <summary>Names of one tensor in the two axis orders, as far as they exist in the model.</summary>
internal sealed class GraphTensor
{
    private GraphTensor() { }

    /// <summary>Name of the tensor in TensorFlow's order, for images batch, height, width, channels.</summary>
    public string? ChannelsLastName { get; set; }

    /// <summary>Name of the tensor as batch, channels, height, width.</summary>
    public string? ChannelsFirstName { get; set; }

    public static GraphTensor FromChannelsLast(string name) => new() { ChannelsLastName = name };

    public static GraphTensor FromChannelsFirst(string name) => new() { ChannelsFirstName = name };
}
