using Lab.Model;
using Lab.Model.Compliance;

namespace Lab.Compliance.Controls;

/// <summary>The controls that lab.json declares: what is claimed, what was measured, and measuring.</summary>
internal sealed class ControlBook(LabDeclaration lab, IServiceProvider services, AssessmentStore store, TimeProvider time)
{
    /// <summary>The ids of the controls that this service measures.</summary>
    public IReadOnlyList<string> Measurable { get; } =
        [.. lab.Compliance.Controls.Select(c => c.Id).Where(id => services.GetKeyedService<IControlAssessor>(id) is not null)];

    /// <summary>All controls, in the order of lab.json, without findings.</summary>
    public async Task<IReadOnlyList<ControlStatus>> ListAsync(CancellationToken cancellationToken)
    {
        var latest = (await store.LatestAsync(cancellationToken)).ToDictionary(a => a.Control);
        return [.. lab.Compliance.Controls.Select(c => Status(c, latest.GetValueOrDefault(c.Id)) with { Findings = null })];
    }

    /// <summary>A declared control; null where there is none of that id.</summary>
    public Control? Find(string id) => lab.Compliance.Controls.FirstOrDefault(c => c.Id == id);

    /// <summary>A control with the findings of its last assessment.</summary>
    public async Task<ControlStatus> StatusAsync(Control control, CancellationToken cancellationToken)
    {
        var history = await store.HistoryAsync(control.Id, 1, cancellationToken);
        return Status(control, history.Count > 0 ? history[0] : null);
    }

    /// <summary>Measures a control now and keeps what was found; null where the service does not measure it.</summary>
    public async Task<Assessment?> AssessAsync(Control control, string by, CancellationToken cancellationToken)
    {
        if (services.GetKeyedService<IControlAssessor>(control.Id) is not { } assessor)
        {
            return null;
        }

        var framework = FrameworkOf(control);
        var started = time.GetUtcNow();
        var findings = await assessor.AssessAsync(cancellationToken);
        var assessment = new Assessment(Guid.CreateVersion7(started), control.Id, framework.Title, framework.Version, started, time.GetUtcNow(), by, findings);
        await store.KeepAsync(assessment, cancellationToken);
        return assessment;
    }

    private ControlStatus Status(Control control, Assessment? latest)
    {
        var framework = FrameworkOf(control);
        var claimed = control.Claim is { } claim
            ? new ClaimedStatus(claim.Status, claim.Title, !string.Equals(claim.Title, control.Title, StringComparison.OrdinalIgnoreCase), claim.Assessed)
            : null;
        return new ControlStatus(
            control.Id, framework.Title, framework.Version, control.Number, control.Title, claimed,
            Measurable.Contains(control.Id), latest is null ? null : Measured.Of(latest), latest?.Findings);
    }

    private Framework FrameworkOf(Control control) => lab.Compliance.Frameworks.First(f => f.Id == control.Framework);
}
