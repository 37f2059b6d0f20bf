namespace Reelsight.Bench.Fuzz.Targets;

/// <summary>TensorFlow.js graph models.</summary>
internal static class GraphSeeds
{
    /// <summary>Bytes of the weights beside each.</summary>
    public const int WeightBytes = 80;

    public static IReadOnlyList<byte[]> All { get; } =
    [
        """
        {"format":"graph-model","modelTopology":{"node":[
          {"name":"x","op":"Placeholder","attr":{"dtype":{"type":"DT_FLOAT"},"shape":{"shape":{"dim":[{"size":"1"},{"size":"4"}]}}}},
          {"name":"w","op":"Const","attr":{"dtype":{"type":"DT_FLOAT"}}},
          {"name":"s","op":"Const","attr":{"dtype":{"type":"DT_INT32"}}},
          {"name":"m","op":"MatMul","input":["x","w"],"attr":{"transpose_a":{"b":false},"transpose_b":{"b":false}}},
          {"name":"r","op":"Relu","input":["m","^x"],"attr":{}},
          {"name":"q","op":"Reshape","input":["r","s"],"attr":{}},
          {"name":"y","op":"Softmax","input":["q"],"attr":{"f":{"f":0.5},"k":{"list":{"i":["1","2",3]}},"t":{"s":"U0FNRQ=="}}}]},
         "weightsManifest":[{"paths":["weights.bin"],"weights":[
          {"name":"w","shape":[4,4],"dtype":"float32"},{"name":"s","shape":[2],"dtype":"int32"}]}]}
        """u8.ToArray(),
        """
        {"modelTopology":{"node":[
          {"name":"x","op":"Placeholder","attr":{}},
          {"name":"k","op":"Const","attr":{}},{"name":"n","op":"Const","attr":{}},
          {"name":"c","op":"Conv2D","input":["x","k"],"attr":{"strides":{"list":{"i":["1","2","2","1"]}},"padding":{"s":"U0FNRQ=="},
           "dilations":{"list":{"i":["1","1","1","1"]}},"data_format":{"s":[78,72,87,67]}}},
          {"name":"b","op":"BiasAdd","input":["c","n"],"attr":{}},
          {"name":"p","op":"Mean","input":["b","n"],"attr":{"keep_dims":{"b":true}}},
          {"name":"y","op":"Identity","input":["p:0"],"attr":{}}]},
         "weightsManifest":[{"paths":["weights.bin"],"weights":[
          {"name":"k","shape":[1,1,2,2],"dtype":"float32"},{"name":"n","shape":[2],"dtype":"int32"}]}]}
        """u8.ToArray(),
    ];
}
