namespace Reelsight.Inference.Poses;

/// <summary>The points of a body that a pose consists of, in the order of the network's output (COCO's).</summary>
public enum BodyPoint
{
    /// <summary>Tip of the nose.</summary>
    Nose,

    /// <summary>The person's left eye.</summary>
    LeftEye,

    /// <summary>The person's right eye.</summary>
    RightEye,

    /// <summary>Left ear.</summary>
    LeftEar,

    /// <summary>Right ear.</summary>
    RightEar,

    /// <summary>Left shoulder.</summary>
    LeftShoulder,

    /// <summary>Right shoulder.</summary>
    RightShoulder,

    /// <summary>Left elbow.</summary>
    LeftElbow,

    /// <summary>Right elbow.</summary>
    RightElbow,

    /// <summary>Left wrist.</summary>
    LeftWrist,

    /// <summary>Right wrist.</summary>
    RightWrist,

    /// <summary>Left hip.</summary>
    LeftHip,

    /// <summary>Right hip.</summary>
    RightHip,

    /// <summary>Left knee.</summary>
    LeftKnee,

    /// <summary>Right knee.</summary>
    RightKnee,

    /// <summary>Left ankle.</summary>
    LeftAnkle,

    /// <summary>Right ankle.</summary>
    RightAnkle,
}
