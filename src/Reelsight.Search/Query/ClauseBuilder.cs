using Reelsight.Search.Lexicon;

namespace Reelsight.Search.Query;

/// <summary>
/// Builds a clause from left to right: the terms so far, the current noun phrase, and attributes that wait for their noun.
/// </summary>
internal sealed class ClauseBuilder(QueryTermFactory maker)
{
    private readonly List<QueryTerm> _terms = [];
    private int _phraseStart;
    private bool _mayBeHead = true;
    private int? _colour;
    private bool? _mustMove;
    private string? _movementWord;
    private (string Posture, string Text)? _posture;
    private readonly List<ClothesColour> _clothes = [];
    private ImageZone? _zone;
    private (ObjectSize Size, string Word)? _size;
    private (SpatialRelationKind Kind, string Text, int First)? _relation;
    private readonly List<QueryConstraint> _constraints = [];

    public IReadOnlyList<QueryTerm> Terms => _terms;

    /// <summary>What must hold throughout a moment.</summary>
    public IReadOnlyList<QueryConstraint> Constraints => _constraints;

    /// <summary>A number waiting for its noun.</summary>
    public CountConstraint? PendingCount { private get; set; }

    /// <summary>Whether the next term is an alternative to the last one ("fruit or vegetables").</summary>
    public bool JoinsNextTerm { private get; set; }

    /// <summary>Whether the clause has more than quoted phrases and prefixes, so that semantic search may help.</summary>
    public bool HasPlainWords { get; set; }

    /// <summary>Keeps a colour for the noun that follows, or gives it to the noun before; false when there is neither.</summary>
    public bool ApplyColour(int colour, bool isBeforeNoun)
    {
        if (isBeforeNoun)
        {
            _colour = colour;
            return true;
        }
        if (_terms.Count > 0 && _terms[^1] is { Labels.Count: > 0, Colour: null })
        {
            _terms[^1] = _terms[^1] with { Colour = colour };
            return true;
        }
        return false;
    }

    /// <summary>Gives a movement to the noun before ("worker walking"), or keeps it for the one that follows ("parked cars").</summary>
    public void ApplyMovement(bool moves, string word)
    {
        var subject = _terms.FindIndex(term => term is { Labels.Count: > 0, MustMove: null });
        if (subject >= 0)
        {
            _terms[subject] = _terms[subject] with { MustMove = moves, Text = $"{_terms[subject].Text} {word}" };
            EndPhrase(continues: false);
        }
        else
        {
            (_mustMove, _movementWord) = (moves, word);
        }
    }

    /// <summary>
    /// Gives a posture to the person before ("worker bending"), or keeps it for one that follows; false when something else comes before.
    /// </summary>
    public bool ApplyPosture(string posture, string text)
    {
        var subject = _terms.FindLastIndex(term => term is { IsPerson: true, Posture: null });
        if (subject >= 0)
        {
            _terms[subject] = _terms[subject] with { Posture = posture, Text = $"{_terms[subject].Text} {text}" };
            EndPhrase(continues: false);
            AddObjectsOfPosture(text);
        }
        else if (_terms.Exists(term => term.Labels.Count > 0) || _posture is not null)
        {
            return false;
        }
        else
        {
            _posture = (posture, text);
        }

        EndPhrase(continues: false);
        return true;
    }

    /// <summary>Gives clothes to the person before, or keeps them for one that follows.</summary>
    public void ApplyClothes(ClothesColour clothes)
    {
        var subject = _terms.FindLastIndex(term => term.IsPerson);
        if (subject >= 0)
        {
            _terms[subject] = _terms[subject] with
            {
                Clothes = [.. _terms[subject].Clothes, clothes],
                Text = $"{_terms[subject].Text}, {clothes.Text}",
            };
        }
        else
        {
            _clothes.Add(clothes);
        }

        EndPhrase(continues: true);
    }

    /// <summary>Excludes a colour of the noun before: "a car that is not red". False when there is no such noun.</summary>
    public bool ExcludeColour(int colour)
    {
        var last = _terms.FindLastIndex(term => term.Labels.Count > 0);
        if (last >= 0)
        {
            _terms[last] = _terms[last] with { ExcludedColour = colour, Text = $"{_terms[last].Text}, not {ColourNames.NameOf(colour)}" };
        }
        return last >= 0;
    }

    /// <summary>Gives a zone of the frame to the noun before, or keeps it for the one that follows.</summary>
    public void ApplyZone(ImageZone zone)
    {
        EndPhrase(continues: false);
        var last = _terms.FindLastIndex(term => term.Labels.Count > 0);
        if (last >= 0 && _terms[last].Zone is null)
        {
            _terms[last] = _terms[last] with { Zone = zone };
        }
        else
        {
            _zone = zone;
        }
    }

    /// <summary>Keeps a size for the noun that follows; when that is no visible object, the size is a word like others.</summary>
    public void SetPendingSize(ObjectSize size, string word) => _size = (size, word);

    /// <summary>Relates the noun before to the one that follows.</summary>
    public void BeginRelation(SpatialRelationKind kind, string text)
    {
        EndPhrase(continues: false);
        var first = _terms.FindLastIndex(term => term.Labels.Count > 0);
        _relation = first < 0 ? null : (kind, text, first);
    }

    /// <summary>Adds a constraint.</summary>
    public void AddConstraint(QueryConstraint constraint)
    {
        EndPhrase(continues: false);
        if (_constraints.Count < ParsedClause.MaxTerms)
        {
            _constraints.Add(constraint);
        }
    }

    /// <summary>Adds a term to the current noun phrase, with the attributes that waited for it.</summary>
    public void AddTerm(QueryTerm term)
    {
        if (term.Labels.Count > 0)
        {
            term = term with
            {
                Count = PendingCount ?? term.Count,
                IsPlural = term.IsPlural && PendingCount is null,
                Colour = _colour,
                MustMove = _mustMove,
                Zone = _zone,
                Size = _size?.Size,
                Text = string.Join(
                    ' ',
                    (
                        (string?[])
                            [
                                PendingCount?.ToString(),
                                _movementWord,
                                _size?.Word,
                                _colour is { } colour ? ColourNames.NameOf(colour) : null,
                                term.Text,
                            ]
                    ).OfType<string>()
                ),
            };
            (_mustMove, _movementWord, _zone, _size) = (null, null, null, null);
            if (term.IsPerson)
            {
                term = DressAndPose(term);
            }
            else if (_posture is { } held)
            {
                // Of a dog or a lamp only its stillness can be seen.
                var isStill = WordLists.StillnessWords.Contains(held.Text);
                term = term with { MustMove = isStill ? false : term.MustMove, Text = $"{held.Text} {term.Text}" };
                _posture = null;
            }
        }
        else if (_size is { } word)
        {
            _size = null;
            AddTerm(maker.CreateNoun(word.Word));
        }
        (PendingCount, _colour) = (null, null);
        if (JoinsNextTerm)
        {
            JoinsNextTerm = false;
            _terms[^1] = QueryTermFactory.CreateAlternative(_terms[^1], term);
            return;
        }
        // A word before the noun of its phrase only qualifies it.
        for (var i = _phraseStart; i < _terms.Count; i++)
        {
            if (_terms[i] is { Labels.Count: 0, MatchMode: WordMatchMode.AnyForm })
            {
                _terms[i] = _terms[i] with { Weight = QueryTermFactory.QualifierWeight, IsModifier = true };
            }
        }
        _terms.Add(term);
        if (_relation is { } relation && term.Labels.Count > 0)
        {
            _relation = null;
            _terms.Add(
                QueryTermFactory.CreateRelation(
                    _terms[relation.First],
                    term,
                    relation.Text,
                    new SpatialRelation(relation.Kind, relation.First, _terms.Count - 1)
                )
            );
        }
    }

    /// <summary>Ends the current noun phrase. The head of the first one is the head of the query.</summary>
    /// <param name="continues">Whether the next phrase is coordinated with this one ("a dog and a cat").</param>
    public void EndPhrase(bool continues)
    {
        if (_terms.Count > _phraseStart)
        {
            if (_mayBeHead)
            {
                _terms[^1] = _terms[^1] with { IsHead = true };
            }
            _mayBeHead &= continues;
        }
        _phraseStart = _terms.Count;
    }

    /// <summary>The terms; a movement that found no noun becomes a term of its own.</summary>
    public IReadOnlyList<QueryTerm> Build()
    {
        if (_size is { } size && _terms.Count < ParsedClause.MaxTerms)
        {
            _size = null;
            AddTerm(maker.CreateNoun(size.Word));
            EndPhrase(continues: false);
        }
        if (_movementWord is not null && _terms.Count < ParsedClause.MaxTerms)
        {
            _terms.Add(maker.CreateMovement(_movementWord, _mustMove!.Value) with { IsHead = _terms.Count == 0 });
        }
        if ((_posture is not null || _clothes.Count > 0) && _terms.Count < ParsedClause.MaxTerms)
        {
            var posture = _posture?.Text;
            _terms.Add(DressAndPose(maker.CreateNoun("person")) with { IsHead = _terms.Count == 0 });
            AddObjectsOfPosture(posture);
        }
        return _terms;
    }

    // A chair supports that somebody sits, which is seen without one as well.
    private void AddObjectsOfPosture(string? posture)
    {
        if (posture is not null && WordLists.ObjectsByAction.ContainsKey(posture) && _terms.Count < ParsedClause.MaxTerms)
        {
            var action = maker.CreateAction(posture);
            _terms.Add(action with { Weight = action.Weight / 2 });
            EndPhrase(continues: false);
        }
    }

    // What was said before the person was named, or of nobody in particular.
    private QueryTerm DressAndPose(QueryTerm person)
    {
        string?[] words = [_posture?.Text, person.Text];
        var dressed = person with
        {
            Posture = _posture?.Posture ?? person.Posture,
            Clothes = [.. person.Clothes, .. _clothes],
            Text = string.Join(", ", [string.Join(' ', words.OfType<string>()), .. _clothes.Select(one => one.Text)]),
        };
        _posture = null;
        _clothes.Clear();
        return dressed;
    }
}
