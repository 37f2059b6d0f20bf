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

    public IReadOnlyList<QueryPart> Parts => _parts;

    /// <summary>A number waiting for its noun.</summary>
    public int? Count { private get; set; }

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

    /// <summary>Adds a part to the phrase under way, with what waited for it.</summary>
    public void Add(QueryPart part)
    {
        if (part.Labels.Count > 0)
        {
            part = part with
            {
                Count = Count ?? part.Count,
                IsPlural = part.IsPlural && Count is null,
                Colour = _colour,
                Moving = _moving,
                Text = string.Join(' ', ((string?[])[Count is > 1 ? $"{Count}" : null, _movement, _colour is { } colour ? Colours.NameOf(colour) : null, part.Text]).OfType<string>()),
            };
            (_moving, _movement) = (null, null);
        }
        (Count, _colour) = (null, null);
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
        if (_movement is not null && _parts.Count < ReadQuery.MostParts)
        {
            _parts.Add(maker.Movement(_movement, _moving!.Value) with { IsHead = _parts.Count == 0 });
        }
        return _parts;
    }
}
