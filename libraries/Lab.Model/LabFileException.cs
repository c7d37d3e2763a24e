namespace Lab.Model;

/// <summary>lab.json cannot be used. The message lists every mistake, one a line.</summary>
public sealed class LabFileException : Exception
{
    internal LabFileException(IReadOnlyList<LabFileMistake> mistakes, Exception? inner = null)
        : base(string.Join(Environment.NewLine, mistakes), inner) => Mistakes = mistakes;

    /// <summary>Every mistake, in the order of the file.</summary>
    public IReadOnlyList<LabFileMistake> Mistakes { get; }
}
