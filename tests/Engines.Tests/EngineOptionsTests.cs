namespace Lab.Engines.Tests;

public sealed class EngineOptionsTests
{
    private readonly Dictionary<string, string> environment = new()
    {
        ["LAB_HOME"] = "/srv/lab",
        ["LAB_ENGINE_NAME"] = "proj-pg01",
        ["LAB_ENGINE_PORT"] = "5432",
        ["LAB_ENGINE_USER"] = "postgres",
        ["LAB_ENGINE_PASSWORD"] = "secret",
    };

    [Fact]
    public void The_last_value_of_a_setting_counts()
    {
        var options = Read("--set", "work_mem=1MB", "--set", "a=b=c", "--set", "work_mem=2MB");

        options.Settings.ShouldBe(new Dictionary<string, string> { ["work_mem"] = "2MB", ["a"] = "b=c" }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("LAB_HOME", "")]
    [InlineData("LAB_ENGINE_NAME", "")]
    [InlineData("LAB_ENGINE_NAME", "Proj PG")]
    [InlineData("LAB_ENGINE_NAME", "../escape")]
    [InlineData("LAB_ENGINE_PORT", "0")]
    [InlineData("LAB_ENGINE_PORT", "65536")]
    [InlineData("LAB_ENGINE_PORT", "5432x")]
    public void A_wrong_variable_is_named(string name, string value)
    {
        environment[name] = value;

        Should.Throw<EngineException>(() => Read()).Message.ShouldStartWith(name);
    }

    [Fact]
    public void A_password_is_asked_for_by_those_who_need_one_and_never_repeated()
    {
        environment["LAB_ENGINE_PASSWORD"] = "two\nlines";
        var options = Read();

        Should.Throw<EngineException>(options.RequirePassword).Message.ShouldNotContain("two");
        environment.Remove("LAB_ENGINE_PASSWORD");
        Should.Throw<EngineException>(Read().RequirePassword).Message.ShouldContain("is not set");
    }

    [Theory]
    [InlineData("--verbose")]
    [InlineData("--set")]
    [InlineData("--set", "name")]
    [InlineData("--set", "=value")]
    [InlineData("--set", "name=a\nb")]
    public void Other_arguments_are_refused(params string[] arguments) =>
        Should.Throw<EngineException>(() => Read(arguments)).Message.ShouldNotContain("\n");

    private EngineOptions Read(params string[] arguments) => EngineOptions.Read(arguments, environment.GetValueOrDefault);
}
