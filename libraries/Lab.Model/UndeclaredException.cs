namespace Lab.Model;

/// <summary>lab.json does not declare what a program of the lab relies on. The message names what is missing and what is declared.</summary>
public sealed class UndeclaredException : KeyNotFoundException
{
    internal UndeclaredException(string message)
        : base(message)
    {
    }
}
