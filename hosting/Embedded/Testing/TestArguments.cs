namespace Lab.Hosting.Embedded.Testing;

/// <summary>The arguments that a test gives to an entry point.</summary>
internal static class TestArguments
{
    /// <exception cref="ArgumentNullException">There are none, or one is null.</exception>
    /// <exception cref="ArgumentException">One is empty.</exception>
    public static void Check(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        if (Array.Exists(args, arg => arg is null))
        {
            throw new ArgumentNullException(nameof(args), $"Array params contains null item: [{string.Join(", ", args)}]");
        }

        if (Array.Exists(args, arg => arg.Length == 0))
        {
            throw new ArgumentException($"Array params contains empty item: [{string.Join(", ", args)}]", nameof(args));
        }
    }
}
