using Reelsight.Media;
using Reelsight.Models.Text;
using Reelsight.Storage;

namespace Reelsight.Pipeline.Describe;

/// <summary>Puts together what the stages found: one evidence timeline, clips, and the vectors of each space.</summary>
internal static class DescribedAssembly
{
    public static Described Assemble(MediaInfo info, PictureDescription? picture, SoundDescription? sound, DescriberModels models)
    {
        IReadOnlyList<Clip> clips = picture?.Clips ?? SoundClips(info, sound);
        Evidence[] evidence = [.. (picture?.Evidence ?? []).Concat(sound?.Phrases ?? []).OrderBy(e => e.StartSec).ThenBy(e => e.Kind)];
        List<VectorSet> vectors = [new(Spaces.Text, VectorUnit.Evidence, Spaces.TextDimension, Sentences(evidence, models.Sentences))];
        if (picture is not null)
        {
            vectors.Add(new VectorSet(picture.Frames.Space, VectorUnit.Clip, picture.Frames.Dimension, picture.Joint));
            vectors.Add(new VectorSet(Spaces.LookAlike, VectorUnit.Clip, Spaces.LookAlikeDimension, picture.LookAlikes));
        }
        return new Described
        {
            Clips = clips,
            Evidence = evidence,
            Vectors = vectors,
            Frames = picture?.Frames,
            HasSound = sound?.Audible ?? false,
            CutsSec = [.. (picture?.Shots ?? []).Skip(1).Select(shot => shot.StartSec)],
            LoudnessDb = sound?.LoudnessDb ?? [],
            Brightness = picture?.Brightness ?? [],
        };
    }

    // Sound alone is cut on the timeline, at pauses between phrases where there are some.
    private static List<Clip> SoundClips(MediaInfo info, SoundDescription? sound)
    {
        var endSec = Math.Max(info.DurationSec, sound?.EndSec ?? 0);
        var pauses = (sound?.Phrases ?? []).Zip((sound?.Phrases ?? []).Skip(1), (a, b) => (a.EndSec + b.StartSec) / 2).ToList();
        return [.. ClipPlanner.Plan(endSec, pauses).Select(r => new Clip(r.StartSec, r.EndSec, null))];
    }

    /// <summary>One row a fact: the words that are said or written, as points in the text space.</summary>
    internal static float[] Sentences(Evidence[] evidence, TextEncoder encoder)
    {
        var rows = new float[evidence.Length * Spaces.TextDimension];
        for (var i = 0; i < evidence.Length; i++)
        {
            if (evidence[i].Kind is EvidenceKind.Speech or EvidenceKind.OnScreenText && !string.IsNullOrWhiteSpace(evidence[i].Text))
            {
                encoder.Encode(evidence[i].Text).CopyTo(rows, i * Spaces.TextDimension);
            }
        }

        return rows;
    }
}
