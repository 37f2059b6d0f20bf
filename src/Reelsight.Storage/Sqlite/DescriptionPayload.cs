using System.Runtime.InteropServices;
using System.Text;
using Reelsight.Core.Descriptions;
using Reelsight.Core.Embeddings;
using Reelsight.Storage.Records;

namespace Reelsight.Storage.Sqlite;

/// <summary>
/// The description of a media content as one binary value, so that loading an index reads one row per media content. Little-endian; strings
/// are UTF-8 with a length prefix; repeated strings (sources, labels, colours) are numbered at first use.
/// </summary>
internal sealed record DescriptionPayload(
    IReadOnlyList<Clip> Clips,
    IReadOnlyList<Evidence> Evidence,
    IReadOnlyList<QuantizedVectorSet> Vectors,
    bool HasAudio,
    IReadOnlyList<double> CutsSec,
    IReadOnlyList<float> LoudnessDb,
    IReadOnlyList<float> Brightness
)
{
    private const byte Format = 6;

    // Earlier formats: the first three end with the vectors, the cuts and the loudness; the fourth has no tags, the fifth no bodies.
    private const byte FormatWithoutCuts = 1,
        FormatWithoutLoudness = 2,
        FormatWithoutBrightness = 3,
        FormatWithoutTags = 4,
        FormatWithoutBodies = 5;

    public static DescriptionPayload FromDescription(MediaDescription described) =>
        new(
            described.Clips,
            described.Evidence,
            described.Vectors.Select(VectorQuantizer.Quantize).ToArray(),
            described.HasAudio,
            described.CutsSec,
            described.LoudnessDb,
            described.Brightness
        );

    public MediaDescription ToDescription() =>
        new()
        {
            Clips = Clips,
            Evidence = Evidence,
            Vectors = Vectors.Select(VectorQuantizer.Dequantize).ToArray(),
            HasAudio = HasAudio,
            CutsSec = CutsSec,
            LoudnessDb = LoudnessDb,
            Brightness = Brightness,
        };

    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        writer.Write(Format);
        writer.Write(HasAudio);
        writer.Write(Clips.Count);
        foreach (var clip in Clips)
        {
            writer.Write(clip.StartSec);
            writer.Write(clip.EndSec);
            writer.Write(clip.Thumbnail is not null);
            if (clip.Thumbnail is not null)
            {
                writer.Write(clip.Thumbnail);
            }
            writer.Write7BitEncodedInt(clip.Tags.Count);
            foreach (var tag in clip.Tags)
            {
                WriteShared(writer, tag.Name, known);
                writer.Write(tag.Probability);
            }
        }
        writer.Write(Evidence.Count);
        foreach (var evidence in Evidence)
        {
            Write(writer, evidence, known);
        }
        writer.Write(Vectors.Count);
        foreach (var set in Vectors)
        {
            writer.Write(set.Space);
            writer.Write((byte)set.Unit);
            writer.Write(set.Dimension);
            writer.Write(set.Scales.Length);
            writer.Write(MemoryMarshal.AsBytes<float>(set.Scales));
            writer.Write(MemoryMarshal.AsBytes<sbyte>(set.Values));
        }
        writer.Write(CutsSec.Count);
        foreach (var cut in CutsSec)
        {
            writer.Write(cut);
        }
        writer.Write(LoudnessDb.Count);
        foreach (var db in LoudnessDb)
        {
            // One decimal place is enough for decibels.
            writer.Write((Half)db);
        }
        writer.Write(Brightness.Count);
        foreach (var second in Brightness)
        {
            writer.Write((Half)second);
        }
        writer.Flush();
        return stream.ToArray();
    }

    public static DescriptionPayload FromBytes(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        var format = reader.ReadByte();
        if (format is < FormatWithoutCuts or > Format)
        {
            throw new InvalidDataException($"A described content has the unknown format {format}.");
        }
        var known = new List<string>();
        var hasAudio = reader.ReadBoolean();
        var clips = new Clip[reader.ReadInt32()];
        for (var i = 0; i < clips.Length; i++)
        {
            clips[i] = new Clip(reader.ReadDouble(), reader.ReadDouble(), reader.ReadBoolean() ? reader.ReadString() : null)
            {
                Tags = format <= FormatWithoutTags ? [] : ReadMany(reader, r => new ClipTag(ReadShared(r, known), r.ReadSingle())),
            };
        }
        var evidence = new Evidence[reader.ReadInt32()];
        for (var i = 0; i < evidence.Length; i++)
        {
            evidence[i] = ReadEvidence(reader, known);
            if (format > FormatWithoutBodies && reader.ReadBoolean())
            {
                evidence[i] = evidence[i] with { Body = ReadBody(reader, known) };
            }
        }
        var vectors = new QuantizedVectorSet[reader.ReadInt32()];
        for (var i = 0; i < vectors.Length; i++)
        {
            var (space, unit, dimension, rows) = (
                reader.ReadString(),
                (VectorUnit)reader.ReadByte(),
                reader.ReadInt32(),
                reader.ReadInt32()
            );
            var scales = new float[rows];
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(scales.AsSpan()));
            var values = new sbyte[rows * dimension];
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
            vectors[i] = new QuantizedVectorSet(space, unit, dimension, values, scales);
        }
        var cuts = new double[format == FormatWithoutCuts ? 0 : reader.ReadInt32()];
        for (var i = 0; i < cuts.Length; i++)
        {
            cuts[i] = reader.ReadDouble();
        }
        var loudness = new float[format > FormatWithoutLoudness ? reader.ReadInt32() : 0];
        for (var i = 0; i < loudness.Length; i++)
        {
            loudness[i] = (float)reader.ReadHalf();
        }
        var brightness = new float[format > FormatWithoutBrightness ? reader.ReadInt32() : 0];
        for (var i = 0; i < brightness.Length; i++)
        {
            brightness[i] = (float)reader.ReadHalf();
        }
        return new DescriptionPayload(clips, evidence, vectors, hasAudio, cuts, loudness, brightness);
    }

    private static void Write(BinaryWriter writer, Evidence evidence, Dictionary<string, int> known)
    {
        writer.Write((byte)evidence.Kind);
        WriteShared(writer, evidence.Text, known);
        writer.Write(evidence.StartSec);
        writer.Write(evidence.EndSec);
        writer.Write(evidence.Confidence ?? double.NaN);
        WriteShared(writer, evidence.Source, known);
        writer.Write(evidence.Moving);
        writer.Write7BitEncodedInt(evidence.Colours.Count);
        foreach (var colour in evidence.Colours)
        {
            WriteShared(writer, colour, known);
        }
        writer.Write7BitEncodedInt(evidence.Alternatives.Count);
        foreach (var alternative in evidence.Alternatives)
        {
            WriteShared(writer, alternative.Label, known);
            writer.Write(alternative.Confidence);
        }
        writer.Write7BitEncodedInt(evidence.Sightings.Count);
        foreach (var sighting in evidence.Sightings)
        {
            writer.Write(sighting.TimeSec);
            writer.Write(sighting.X);
            writer.Write(sighting.Y);
            writer.Write(sighting.Width);
            writer.Write(sighting.Height);
            writer.Write(sighting.Score);
        }
        writer.Write(evidence.Body is not null);
        if (evidence.Body is { } body)
        {
            Write(writer, body, known);
        }
    }

    private static void Write(BinaryWriter writer, BodyDescription body, Dictionary<string, int> known)
    {
        writer.Write7BitEncodedInt(body.Postures.Count);
        foreach (var one in body.Postures)
        {
            WriteShared(writer, one.Posture, known);
            writer.Write(one.StartSec);
            writer.Write(one.EndSec);
        }
        foreach (var colours in new[] { body.UpperColours, body.LowerColours })
        {
            writer.Write7BitEncodedInt(colours.Count);
            foreach (var colour in colours)
            {
                WriteShared(writer, colour, known);
            }
        }
    }

    private static BodyDescription ReadBody(BinaryReader reader, List<string> known) =>
        new()
        {
            Postures = ReadMany(reader, r => new PostureInterval(ReadShared(r, known), r.ReadDouble(), r.ReadDouble())),
            UpperColours = ReadMany(reader, r => ReadShared(r, known)),
            LowerColours = ReadMany(reader, r => ReadShared(r, known)),
        };

    private static Evidence ReadEvidence(BinaryReader reader, List<string> known)
    {
        var kind = (EvidenceKind)reader.ReadByte();
        var text = ReadShared(reader, known);
        var (start, end, confidence) = (reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
        var source = ReadShared(reader, known);
        var moving = reader.ReadBoolean();
        var colours = ReadMany(reader, r => ReadShared(r, known));
        var alternatives = ReadMany(reader, r => new AlternativeLabel(ReadShared(r, known), r.ReadDouble()));
        var sightings = ReadMany(reader, r => new Sighting(
            r.ReadDouble(),
            r.ReadSingle(),
            r.ReadSingle(),
            r.ReadSingle(),
            r.ReadSingle(),
            r.ReadSingle()
        ));
        return new Evidence
        {
            Kind = kind,
            Text = text,
            StartSec = start,
            EndSec = end,
            Confidence = double.IsNaN(confidence) ? null : confidence,
            Source = source,
            Moving = moving,
            Colours = colours,
            Alternatives = alternatives,
            Sightings = sightings,
        };
    }

    private static T[] ReadMany<T>(BinaryReader reader, Func<BinaryReader, T> read)
    {
        var count = reader.Read7BitEncodedInt();
        if (count == 0)
        {
            return [];
        }
        var items = new T[count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = read(reader);
        }
        return items;
    }

    private static void WriteShared(BinaryWriter writer, string value, Dictionary<string, int> known)
    {
        if (known.TryGetValue(value, out var number))
        {
            writer.Write7BitEncodedInt(number);
            return;
        }
        writer.Write7BitEncodedInt(known.Count);
        writer.Write(value);
        known.Add(value, known.Count);
    }

    private static string ReadShared(BinaryReader reader, List<string> known)
    {
        var number = reader.Read7BitEncodedInt();
        if (number == known.Count)
        {
            known.Add(reader.ReadString());
        }
        return known[number];
    }
}
