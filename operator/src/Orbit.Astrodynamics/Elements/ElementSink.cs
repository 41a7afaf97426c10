namespace Orbit.Astrodynamics.Elements;

/// <summary>Gathers what a reader finds; bounds the problems, so that a large text of rubbish costs little.</summary>
internal sealed class ElementSink(int maxProblems)
{
    private readonly List<MeanElements> _elements = [];
    private readonly List<ElementProblem> _problems = [];

    public bool IsEmpty => _elements.Count == 0 && _problems.Count == 0;

    public void Add(MeanElements elements) => _elements.Add(elements);

    public void Add(ElementProblem problem)
    {
        if (_problems.Count < maxProblems)
        {
            _problems.Add(problem);
        }
        else if (_problems.Count == maxProblems)
        {
            _problems.Add(new ElementProblem
            {
                Line = problem.Line,
                Reason = $"There are more than {maxProblems} problems; those from here on are not listed.",
            });
        }
    }

    public ElementFile ToFile(ElementFormat format) => new(format, _elements, _problems);
}
