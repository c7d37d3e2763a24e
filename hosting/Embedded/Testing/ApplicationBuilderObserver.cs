namespace Lab.Hosting.Embedded.Testing;

/// <summary>The observer of builders that the running code makes; each flow of execution has its own, so that tests run in parallel.</summary>
internal static class ApplicationBuilderObserver
{
    private static readonly AsyncLocal<IApplicationBuilderObserver?> Observer = new();

    /// <summary>The observer; null outside of tests.</summary>
    public static IApplicationBuilderObserver? Current => Observer.Value;

    /// <summary>Runs code whose builders are observed.</summary>
    public static T Observe<T>(IApplicationBuilderObserver observer, Func<T> code)
    {
        var outer = Observer.Value;
        Observer.Value = observer;
        try
        {
            return code();
        }
        finally
        {
            Observer.Value = outer;
        }
    }
}
