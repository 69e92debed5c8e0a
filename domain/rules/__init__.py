"""What the law and an authority say: rule files, profiles, and the rules in force.

Start at ``rule.py`` (what one file says) and ``rulebooks.py`` (all of them, in order). ``limits``
and ``conditions`` are the larger parts of a rule, ``rule_parts`` and ``rungs`` the smaller ones;
``sources`` says what a duty rests on, ``readings`` how long ago that was read. ``profiles`` and
``tightening`` are what an authority varies, ``local_days`` its school terms and closures, ``aims``
what it aims at with a measure.
``rulebook_document`` writes and reads a whole rulebook as one text.

May import ``domain.case`` and what lies loose in ``domain``.
"""
