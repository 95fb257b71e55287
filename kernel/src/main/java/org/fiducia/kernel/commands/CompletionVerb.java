package org.fiducia.kernel.commands;

import java.util.List;
import java.util.Locale;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.command.Jobs;
import org.fiducia.api.command.Verb;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code completion bash|zsh}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
@Command(
        name = "completion",
        description = "Print what makes a shell complete verbs, options and names of plug-ins.",
        footer = {
            "",
            "bash: source <(fiducia completion bash)    zsh: source <(fiducia completion zsh)",
            "What is offered is what is there at that moment: with `fiducia serve` it comes at once."
        })
public final class CompletionVerb implements Verb {
    private static final String BASH = """
            # Completion of fiducia for bash.
            _fiducia() {
                local verb= reply
                [ "$COMP_CWORD" -gt 1 ] && verb=${COMP_WORDS[1]}
                if [ "${_fiducia_verb-none}" != "$verb" ] || [ $((SECONDS - _fiducia_since)) -gt 20 ]; then
                    _fiducia_words=$("${COMP_WORDS[0]}" completion --of "$verb" 2>/dev/null </dev/null)
                    _fiducia_verb=$verb
                    _fiducia_since=$SECONDS
                fi
                COMPREPLY=()
                while IFS= read -r reply; do
                    COMPREPLY+=("$reply")
                done < <(compgen -W "$_fiducia_words" -- "${COMP_WORDS[COMP_CWORD]}")
            }
            complete -o bashdefault -o default -F _fiducia fiducia
            """;
    private static final String ZSH = """
            #compdef fiducia
            # Completion of fiducia for zsh.
            _fiducia() {
                local verb=
                local -a found
                (( CURRENT > 2 )) && verb=$words[2]
                found=(${(f)"$($words[1] completion --of "$verb" 2>/dev/null </dev/null)"})
                (( $#found )) && compadd -- $found
                _files
            }
            compdef _fiducia fiducia
            """;

    private final Jobs jobs;

    @Parameters(arity = "0..1", paramLabel = "bash|zsh", description = "The shell.")
    private @Nullable String shell;

    @Option(
            names = "--of",
            paramLabel = "VERB",
            description = "Print what may follow a verb, one a line; without a name, the verbs.")
    private @Nullable String of;

    @Activate
    public CompletionVerb(@Reference Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public List<String> candidates() {
        return List.of("bash", "zsh");
    }

    @Override
    public int run(Terminal terminal) {
        if (of != null) {
            (of.isEmpty() ? jobs.verbs() : jobs.candidates(of))
                    .stream().distinct().sorted().forEach(terminal.out()::println);
            return 0;
        }
        switch (shell == null ? "" : shell.toLowerCase(Locale.ROOT)) {
            case "bash" -> terminal.out().print(BASH);
            case "zsh" -> terminal.out().print(ZSH);
            default ->
                throw new FiduciaException(
                        Kind.USAGE,
                        shell == null ? "no shell named" : "no completion for the shell " + shell,
                        "fiducia completion bash, or fiducia completion zsh");
        }
        return 0;
    }
}
