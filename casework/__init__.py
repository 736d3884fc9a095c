"""Casework: a breach of policy, from the first report to the disposal of the record.

The folders are the stages of the procedure, and a later stage may import an earlier one:

people, policies   who works here, and what the policy said on the day
cases              the one door: every change of a case is a command given to perform()
reports            what somebody told us, and what triage decided about it
evidence           originals kept as they came, with custody from the first byte
redaction          boxes with reasons, and copies from which what they hide is gone
allegations        one clause alleged per allegation, and the finding on it
investigation      the officer's terms, what was found out, and the report
hearings           notice, companion, attendance, and the record that it was held
hearing_packs      the papers of a hearing, numbered and frozen per edition
outcomes, appeals  the decision with its reasons, and the review of it by somebody new
case_file          the whole case for one reader; nothing but the doors imports it
"""
