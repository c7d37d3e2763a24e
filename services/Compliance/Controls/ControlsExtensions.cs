namespace Lab.Compliance.Controls;

internal static class ControlsExtensions
{
    public static void AddControls(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AssessmentStore>();
        builder.Services.AddSingleton<ControlBook>();
    }

    /// <summary>Adds what measures one control.</summary>
    public static void AddAssessor<TAssessor>(this IHostApplicationBuilder builder)
        where TAssessor : class, IControlAssessor, IControlRegistration =>
        builder.Services.AddKeyedSingleton<IControlAssessor, TAssessor>(TAssessor.Control);
}
