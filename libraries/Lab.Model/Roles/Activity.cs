namespace Lab.Model.Roles;

/// <summary>A row of the responsibility matrix.</summary>
/// <param name="Id">The activity's name, for example <c>database-deployment</c>.</param>
/// <param name="Title">The activity in words.</param>
/// <param name="Assignments">What each role has to do with it; a role that is absent has nothing to do with it and may only read.</param>
public sealed record Activity(string Id, string Title, IReadOnlyDictionary<string, Responsibility> Assignments)
{
    /// <summary>The roles that may act: accountable or responsible.</summary>
    public IEnumerable<string> Actors => With(Responsibility.Accountable, Responsibility.Responsible);

    /// <summary>The roles that may comment: actors and those who are consulted.</summary>
    public IEnumerable<string> Commenters => With(Responsibility.Accountable, Responsibility.Responsible, Responsibility.Consulted);

    private IEnumerable<string> With(params Responsibility[] responsibilities) =>
        Assignments.Where(a => responsibilities.Contains(a.Value)).Select(a => a.Key);
}
