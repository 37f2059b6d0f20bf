using Reelsight.Search.Lexicon;

namespace Reelsight.Search.Reading;

/// <summary>What has been read so far: the parts, the noun phrase under way and what waits for its noun.</summary>
internal sealed class Reading(PartMaker maker)
{
    private readonly List<QueryPart> _parts = [];
    private int _phraseStart;
    private bool _mayBeHead = true;
    private int? _colour;
    private bool? _moving;
    private string? _movement;
    private Zone? _zone;
    private (Size Size, string Word)? _size;
    private (RelationKind Kind, string Text, int First)? _relation;
    private readonly List<Restriction> _restrictions = [];

    public IReadOnlyList<QueryPart> Parts => _parts;

    /// <summary>What must hold all along a moment.</summary>
    public IReadOnlyList<Restriction> Restrictions => _restrictions;

    /// <summary>A number waiting for its noun.</summary>
    public Number? Number { private get; set; }

    /// <summary>Whether the next part is an alternative to the last one ("fruit or vegetables").</summary>
    public bool JoinsNext { private get; set; }

    /// <summary>Whether anything but phrases and prefixes was asked for, so that meaning may help.</summary>
    public bool HasPlainWords { get; set; }

    /// <summary>Keeps a colour for the noun that follows, or gives it to the noun before; false when there is neither.</summary>
    public bool TakeColour(int colour, bool isBeforeNoun)
    {
        if (isBeforeNoun)
        {
            _colour = colour;
            return true;
        }
        if (_parts.Count > 0 && _parts[^1] is { Labels.Count: > 0, Colour: null })
        {
            _parts[^1] = _parts[^1] with { Colour = colour };
            return true;
        }
        return false;
    }

    /// <summary>Gives a movement to the noun before ("worker walking"), or keeps it for the one that follows ("parked cars").</summary>
    public void TakeMovement(bool moves, string word)
    {
        var subject = _parts.FindIndex(part => part is { Labels.Count: > 0, Moving: null });
        if (subject >= 0)
        {
            _parts[subject] = _parts[subject] with { Moving = moves, Text = $"{_parts[subject].Text} {word}" };
            EndPhrase(continues: false);
        }
        else
        {
            (_moving, _movement) = (moves, word);
        }
    }

    /// <summary>Takes back a colour from the noun before: "a car that is not red". False when there is no such noun.</summary>
    public bool TakeOtherThan(int colour)
    {
        var last = _parts.FindLastIndex(part => part.Labels.Count > 0);
        if (last >= 0)
        {
            _parts[last] = _parts[last] with { OtherThan = colour, Text = $"{_parts[last].Text}, not {Colours.NameOf(colour)}" };
        }
        return last >= 0;
    }

    /// <summary>Gives a place in the picture to the noun before, or keeps it for the one that follows.</summary>
    public void TakeZone(Zone zone)
    {
        EndPhrase(continues: false);
        var last = _parts.FindLastIndex(part => part.Labels.Count > 0);
        if (last >= 0 && _parts[last].Zone is null)
        {
            _parts[last] = _parts[last] with { Zone = zone };
        }
        else
        {
            _zone = zone;
        }
    }

    /// <summary>Keeps a size for the noun that follows; it is a word like others when that is no thing with a size.</summary>
    public void TakeSize(Size size, string word) => _size = (size, word);

    /// <summary>Relates the noun before to the one that follows.</summary>
    public void TakeRelation(RelationKind kind, string text)
    {
        EndPhrase(continues: false);
        var first = _parts.FindLastIndex(part => part.Labels.Count > 0);
        _relation = first < 0 ? null : (kind, text, first);
    }

    /// <summary>Adds what must hold.</summary>
    public void Restrict(Restriction restriction)
    {
        EndPhrase(continues: false);
        if (_restrictions.Count < ReadQuery.MostParts)
        {
            _restrictions.Add(restriction);
        }
    }

    /// <summary>Adds a part to the phrase under way, with what waited for it.</summary>
    public void Add(QueryPart part)
    {
        if (part.Labels.Count > 0)
        {
            part = part with
            {
                Number = Number ?? part.Number,
                IsPlural = part.IsPlural && Number is null,
                Colour = _colour,
                Moving = _moving,
                Zone = _zone,
                Size = _size?.Size,
                Text = string.Join(
                    ' ',
                    (
                        (string?[])
                            [Number?.ToString(), _movement, _size?.Word, _colour is { } colour ? Colours.NameOf(colour) : null, part.Text]
                    ).OfType<string>()
                ),
            };
            (_moving, _movement, _zone, _size) = (null, null, null, null);
        }
        else if (_size is { } word)
        {
            _size = null;
            Add(maker.Noun(word.Word));
        }
        (Number, _colour) = (null, null);
        if (JoinsNext)
        {
            JoinsNext = false;
            _parts[^1] = PartMaker.Either(_parts[^1], part);
            return;
        }
        // A word before the noun of its phrase only qualifies it.
        for (var i = _phraseStart; i < _parts.Count; i++)
        {
            if (_parts[i] is { Labels.Count: 0, Match: WordMatch.AnyForm })
            {
                _parts[i] = _parts[i] with { Weight = PartMaker.QualifierWeight };
            }
        }
        _parts.Add(part);
        if (_relation is { } relation && part.Labels.Count > 0)
        {
            _relation = null;
            _parts.Add(
                PartMaker.Related(
                    _parts[relation.First],
                    part,
                    relation.Text,
                    new Relation(relation.Kind, relation.First, _parts.Count - 1)
                )
            );
        }
    }

    /// <summary>Ends the noun phrase under way. What the first one is about is what the query is about.</summary>
    /// <param name="continues">Whether the next phrase stands beside this one ("a dog and a cat").</param>
    public void EndPhrase(bool continues)
    {
        if (_parts.Count > _phraseStart)
        {
            if (_mayBeHead)
            {
                _parts[^1] = _parts[^1] with { IsHead = true };
            }
            _mayBeHead &= continues;
        }
        _phraseStart = _parts.Count;
    }

    /// <summary>The parts; a movement that found no noun becomes one of its own.</summary>
    public IReadOnlyList<QueryPart> Finish()
    {
        if (_size is { } size && _parts.Count < ReadQuery.MostParts)
        {
            _size = null;
            Add(maker.Noun(size.Word));
            EndPhrase(continues: false);
        }
        if (_movement is not null && _parts.Count < ReadQuery.MostParts)
        {
            _parts.Add(maker.Movement(_movement, _moving!.Value) with { IsHead = _parts.Count == 0 });
        }
        return _parts;
    }
}
